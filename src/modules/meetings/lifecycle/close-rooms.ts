import { eq, sql } from 'drizzle-orm';
import { roomOfBreakout } from '../../../contracts/meetings.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import { toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type Meeting, meetings } from '../tables.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'livekit'>;

const batchSize = 50;

/**
 * Closes what LiveKit still has open of a meeting that is over. Rejects when LiveKit is away: then a worker does it as
 * soon as it is back.
 */
export async function closeRooms({ db, livekit }: Deps, { id, workspaceId }: Pick<Meeting, 'id' | 'workspaceId'>): Promise<void> {
  const main = toLivekitRoom(workspaceId, id);
  const ofBreakouts = toLivekitRoom(workspaceId, roomOfBreakout(id, ''));
  await livekit.onServer((client) => client.deleteRoom(main)).catch(ignoreNotFound);
  const rooms = await livekit.onServer((client) => client.listRooms());
  for (const { name } of rooms) {
    if (name.startsWith(ofBreakouts)) await livekit.onServer((client) => client.deleteRoom(name)).catch(ignoreNotFound);
  }
  await db.update(meetings).set({ hasOpenRooms: false }).where(eq(meetings.id, id));
}

/** Does so for every meeting of which it was not done: the process that ended it died then, or LiveKit was away. */
export async function closeRoomsLeft(deps: Deps): Promise<void> {
  const { id, workspaceId } = meetings;
  const left = await deps.db.select({ id, workspaceId }).from(meetings).where(sql`${meetings.hasOpenRooms}`).limit(batchSize);
  for (const meeting of left) await closeRooms(deps, meeting);
}
