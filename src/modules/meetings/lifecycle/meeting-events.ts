import type { EventName, NewDomainEvent } from '../../../contracts/domain-events.ts';
import type { Meeting } from '../tables.ts';
import { toIso } from './meeting-view.ts';

type MeetingEventName = Extract<EventName, `meeting_${string}`>;

/** A domain event of a meeting, of which there is one of each kind. */
export function meetingEvent(name: MeetingEventName, meeting: Meeting, at: Date, more: Record<string, unknown> = {}): NewDomainEvent {
  const { id, workspaceId, title, status, scheduledAt, startedAt, endedAt } = meeting;
  const times = { scheduledAt: toIso(scheduledAt), startedAt: toIso(startedAt), endedAt: toIso(endedAt) };
  const data = { meeting: { meetingId: id, title, status, ...times, ...more }, ...more };
  return { key: `${name}:${id}`, name, workspaceId, roomId: id, meetingId: id, at, data };
}
