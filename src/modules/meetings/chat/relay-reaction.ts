import { speakerOf } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import { publishEvents } from '../events/publish-events.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { requireEmoji } from './emoji.ts';

/** Lets an emoji float over a meeting, once and for whoever is there now. */
export function relayReaction({ fanout }: Pick<MeetingsDeps, 'fanout'>, caller: MeetingCaller, { emoji }: { emoji: string }): void {
  const { participantId } = speakerOf(caller);
  requireEmoji(emoji);
  publishEvents(fanout, caller.meetingId, [{ type: 'react', audience: 'everybody', data: { participantId, emoji } }]);
}
