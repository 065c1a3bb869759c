import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { ignoreNotFound } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import { insertOut, type Place } from './repository.ts';
import { participantSessions, pendingEnforcements } from './sessions/tables.ts';

/** Also tokens that are yet to be issued. */
export const forGood = Number.MAX_SAFE_INTEGER;

interface Expulsion {
  workspaceId: string;
  roomIds: readonly string[];
  identity: string;
  /** Tokens issued up to then no longer let them in: milliseconds since 1970. */
  before: number;
}

/**
 * Ends somebody's tokens for some rooms, in the transaction of what decides so. They are removed by a worker, soon: call
 * `disconnect` after the commit to have it at once.
 */
export async function expelIn(tx: Transaction, { workspaceId, roomIds, identity, before }: Expulsion): Promise<void> {
  // In one order for all, lest two who do this block each other.
  for (const roomId of roomIds.toSorted()) await insertOut(tx, { workspaceId, roomId }, identity, before);
  const { sid, leftAt, ...stay } = participantSessions;
  const isThere = and(eq(stay.workspaceId, workspaceId), inArray(stay.roomId, [...roomIds]), eq(stay.identity, identity), isNull(leftAt));
  const stays = await tx.select({ participantSid: sid, roomId: stay.roomId }).from(participantSessions).where(isThere);
  if (stays.length === 0) return;
  await tx
    .insert(pendingEnforcements)
    .values(stays.map((found) => ({ ...found, workspaceId, identity, role: null })))
    .onConflictDoUpdate({ target: pendingEnforcements.participantSid, set: { role: sql`null` } });
}

/** Ends somebody's connection to a room, if there is one; decides nothing about their coming back. */
export async function disconnect(livekit: Livekit, { workspaceId, roomId }: Place, identity: string): Promise<void> {
  const room = toLivekitRoom(workspaceId, roomId);
  try {
    await livekit.inRoom(room, 'Participant', (client) => client.removeParticipant(room, identity));
  } catch (error) {
    ignoreNotFound(error);
  }
}
