import { asc, eq } from 'drizzle-orm';
import type { Role } from '../../../contracts/roles.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { Livekit } from '../../../platform/livekit/client.ts';
import { isReservedIdentity, toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { RoomsDeps } from '../deps.ts';
import { retryNotFound } from '../retry-not-found.ts';
import { sendChange } from '../update-participant.ts';
import { pendingEnforcements as table } from './tables.ts';

type Deps = Pick<RoomsDeps, 'db' | 'livekit'>;
type Pending = typeof table.$inferSelect;

const batchSize = 50;

/**
 * Tells LiveKit what was decided about people who came with an overruled token. A row is deleted when that is done, so
 * a killed process leaves it to the next; doing it twice does no harm.
 */
export async function enforcePending(deps: Deps): Promise<void> {
  const pending = await deps.db.select().from(table).orderBy(asc(table.createdAt)).limit(batchSize);
  await Promise.all(pending.map((row) => enforce(deps, row)));
}

async function enforce(deps: Deps, row: Pending): Promise<void> {
  try {
    await (row.role === null ? putOut(deps.livekit, row) : giveRole(deps.livekit, row, row.role as Role));
  } catch (error) {
    // They have left: nothing is to be done any more. Anything else is tried again.
    ignoreNotFound(error);
  }
  await deps.db.delete(table).where(eq(table.participantSid, row.participantSid));
}

/** A room that only they had opened again is closed with it. */
async function putOut(livekit: Livekit, { workspaceId, roomId, identity }: Pending): Promise<void> {
  const room = toLivekitRoom(workspaceId, roomId);
  await retryNotFound(() => livekit.inRoom(room, 'Participant', (client) => client.removeParticipant(room, identity)));
  const others = await livekit.inRoom(room, 'Room', (client) => client.listParticipants(room));
  const people = others.filter((other) => other.identity !== identity && !isReservedIdentity(other.identity));
  if (people.length === 0) await livekit.onServer((client) => client.deleteRoom(room));
}

async function giveRole(livekit: Livekit, { workspaceId, roomId, identity }: Pending, role: Role): Promise<void> {
  const room = toLivekitRoom(workspaceId, roomId);
  const present = await retryNotFound(() => livekit.inRoom(room, 'Participant', (client) => client.getParticipant(room, identity)));
  await sendChange({ livekit }, { workspaceId, roomId }, present, { role });
}
