import { speakerOf } from '../change-active.ts';
import type { MeetingsDeps } from '../deps.ts';
import { publishEvents } from '../events/publish-events.ts';
import type { MeetingCaller } from '../meeting-caller.ts';

/** What a client recognised of its own person's speech; not `final` while it may still change. */
export interface Caption {
  text: string;
  final: boolean;
}

/** Shows a caption to whoever is there now. Whose words they are is the server's to say. */
export function relayCaption({ fanout }: Pick<MeetingsDeps, 'fanout'>, caller: MeetingCaller, { text, final }: Caption): void {
  const { participantId: pid } = speakerOf(caller);
  publishEvents(fanout, caller.meetingId, [{ type: 'captions:update', audience: 'everybody', data: { pid, text, final } }]);
}
