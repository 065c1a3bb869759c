import { and, asc, eq, gt } from 'drizzle-orm';
import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { participantSessions, roomSessions } from '../sessions/tables.ts';

type Room = typeof roomSessions.$inferSelect;
type Stay = typeof participantSessions.$inferSelect;

/** Each time that a room of a workspace was open. */
export async function* readRooms(db: Database, workspaceId: string): AsyncGenerator<object> {
  const { sid } = roomSessions;
  const find = (after: Room | null, limit: number) =>
    db
      .select()
      .from(roomSessions)
      .where(and(eq(roomSessions.workspaceId, workspaceId), gt(sid, after?.sid ?? '')))
      .orderBy(asc(sid))
      .limit(limit);
  for await (const { sid: id, roomId, openedAt, closedAt } of readPages<Room>(find)) yield { sid: id, roomId, openedAt, closedAt };
}

/** Each stay of a person in a room of a workspace. */
export async function* readParticipants(db: Database, workspaceId: string): AsyncGenerator<object> {
  const { sid } = participantSessions;
  const find = (after: Stay | null, limit: number) =>
    db
      .select()
      .from(participantSessions)
      .where(and(eq(participantSessions.workspaceId, workspaceId), gt(sid, after?.sid ?? '')))
      .orderBy(asc(sid))
      .limit(limit);
  for await (const { roomSid, roomId, identity, name, joinedAt, leftAt } of readPages<Stay>(find)) {
    yield { roomSid, roomId, identity, name, joinedAt, leftAt };
  }
}
