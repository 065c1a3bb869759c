import { asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Role } from '../../../contracts/roles.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { Livekit } from '../../../platform/livekit/client.ts';
import { isOwnParticipant, toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { RoomsDeps } from '../deps.ts';
import { retryNotFound } from '../retry-not-found.ts';
import { sendChange } from '../update-participant.ts';
import { participantSessions, pendingEnforcements as table } from './tables.ts';

type Deps = Pick<RoomsDeps, 'db' | 'livekit'>;
type Pending = typeof table.$inferSelect;

const batchSize = 50;

/** Tells LiveKit what was decided about people who came with an overruled token. */
export interface Enforcer {
  /** Begins with everybody who waits; resolves before that is done, so that nobody waits for anybody else. */
  begin(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/**
 * A row is deleted when it is done, so a killed process leaves it to the next; doing it twice does no harm. One process
 * does each once at a time: LiveKit may take three seconds to find somebody, or to be sure that they are gone.
 */
export function createEnforcer(deps: Deps, onError: (error: unknown) => void): Enforcer {
  const underWay = new Map<string, Promise<void>>();
  return {
    async begin() {
      await forgetThoseWhoLeft(deps);
      const isNew = underWay.size === 0 ? undefined : notInArray(table.participantSid, [...underWay.keys()]);
      const pending = await deps.db.select().from(table).where(isNew).orderBy(asc(table.createdAt)).limit(batchSize);
      for (const row of pending) {
        const { participantSid } = row;
        if (underWay.has(participantSid)) continue;
        underWay.set(participantSid, enforce(deps, row).catch(onError).finally(() => underWay.delete(participantSid)));
      }
    },
    async settled() {
      await Promise.all(underWay.values());
    },
  };
}

/** Nothing is to be done about them any more; when they come again, they come as somebody new. */
async function forgetThoseWhoLeft({ db }: Deps): Promise<void> {
  await db.execute(sql`
    delete from ${table} using ${participantSessions}
    where ${participantSessions.sid} = ${table.participantSid} and ${participantSessions.leftAt} is not null`);
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
  const people = others.filter((other) => other.identity !== identity && !isOwnParticipant(other));
  if (people.length === 0) await livekit.onServer((client) => client.deleteRoom(room));
}

async function giveRole(livekit: Livekit, { workspaceId, roomId, identity }: Pending, role: Role): Promise<void> {
  const room = toLivekitRoom(workspaceId, roomId);
  const present = await retryNotFound(() => livekit.inRoom(room, 'Participant', (client) => client.getParticipant(room, identity)));
  await sendChange({ livekit }, { workspaceId, roomId }, present, { role });
}
