import { inArray } from 'drizzle-orm';
import type { DomainEvent } from '../../../contracts/domain-events.ts';
import { isMeetingId, meetingOfRoom } from '../../../contracts/meetings.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { meetings } from '../tables.ts';

/** Events with the meetings in whose rooms, breakouts included, they happened; those who emit them know rooms only. */
export async function nameMeetings(db: Queryable, events: readonly DomainEvent[]): Promise<readonly DomainEvent[]> {
  const asked = new Set(events.filter(({ meetingId }) => meetingId === null).map(meetingOf).filter(isMeetingId));
  if (asked.size === 0) return events;
  const { id, workspaceId } = meetings;
  const rows = await db.select({ id, workspaceId }).from(meetings).where(inArray(id, [...asked]));
  const workspaceOf = new Map(rows.map((row) => [row.id, row.workspaceId]));
  return events.map((event) => {
    const isNamed = event.meetingId !== null || workspaceOf.get(meetingOf(event)) !== event.workspaceId;
    return isNamed ? event : { ...event, meetingId: meetingOf(event) };
  });
}

const meetingOf = ({ roomId }: DomainEvent) => meetingOfRoom(roomId ?? '');
