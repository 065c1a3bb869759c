import type { MeetingEvent } from '../../../contracts/realtime.ts';
import type { Fanout } from '../../../platform/fanout/fanout.ts';

/** The channel on which the events of a meeting go from process to process, each message a JSON list of MeetingEvents. */
export const channelOf = (meetingId: string) => `plenum:meeting:${meetingId}`;

/** Sends events to every process; also what is not stored, such as reactions. */
export function publishEvents(fanout: Fanout, meetingId: string, events: readonly MeetingEvent[]): void {
  if (events.length > 0) fanout.publish(channelOf(meetingId), JSON.stringify(events));
}
