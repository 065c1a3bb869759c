import { forbidden } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import { publishEvents } from '../events/publish-events.ts';
import type { MeetingCaller } from '../meeting-caller.ts';

interface Signal {
  type: 'signal:offer' | 'signal:answer' | 'signal:ice-candidate';
  /** The participantId of whom it is for. */
  to: string;
  /** Theirs to understand. */
  data: Record<string, unknown>;
}

/** Passes something on to one person of the same meeting, if they are there now; whom it is from is the server's to say. */
export function relaySignal({ fanout }: Pick<MeetingsDeps, 'fanout'>, caller: MeetingCaller, { type, to, data }: Signal): void {
  const { meetingId, participantId: from } = caller;
  if (from === null) throw forbidden('Only a person in the meeting may do this.');
  publishEvents(fanout, meetingId, [{ type, audience: `person:${to}`, data: { from, ...data } }]);
}
