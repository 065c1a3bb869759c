import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from './repository.ts';
import { roomSessions } from './sessions/tables.ts';

/** LiveKit's sid of the room that is open at this place, other than one; null when none is, as far as LiveKit has told. */
export async function findOtherOpenSid(db: Queryable, { workspaceId, roomId }: Place, sid: string): Promise<string | null> {
  const { workspaceId: workspace, roomId: room, closedAt, openedAt, sid: sids } = roomSessions;
  const [row] = await db
    .select({ sid: sids })
    .from(roomSessions)
    .where(and(eq(workspace, workspaceId), eq(room, roomId), isNull(closedAt), ne(sids, sid)))
    .orderBy(desc(openedAt))
    .limit(1);
  return row?.sid ?? null;
}
