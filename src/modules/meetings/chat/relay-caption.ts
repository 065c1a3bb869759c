import { speakerOf } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import { publishEvents } from '../events/publish-events.ts';
import type { MeetingCaller } from '../meeting-caller.ts';

/** What a client recognised of its own person's speech; not `final` while it may still change. */
export interface Caption {
  text: string;
  final: boolean;
}

/**
 * Shows a caption to whoever is there now: what is said in a breakout, to those who are in it. Whose words they are is the
 * server's to say.
 */
export function relayCaption(
  { fanout }: Pick<MeetingsDeps, 'fanout'>,
  caller: MeetingCaller,
  breakoutId: string | null,
  { text, final }: Caption,
): void {
  const { participantId: pid } = speakerOf(caller);
  const audience = breakoutId === null ? 'everybody' : (`breakout:${breakoutId}` as const);
  publishEvents(fanout, caller.meetingId, [{ type: 'captions:update', audience, data: { pid, text, final } }]);
}
