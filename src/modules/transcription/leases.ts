import { and, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../platform/db/client.ts';
import { isOneOf } from '../../platform/db/is-one-of.ts';
import { emitEvents } from '../../platform/outbox/emit-events.ts';
import { notifyTranscribers } from './changes.ts';
import { type Transcription, transcriptions } from './tables.ts';
import { transcriptionEvent } from './transcription-events.ts';

/** A transcription, and the transcriber that believes to have it. */
export interface Lease {
  transcriptionId: string;
  /** The transcriber's id. */
  holder: string;
}

const leaseSeconds = 6;
const leaseUntil = sql`now() + ${leaseSeconds} * interval '1 second'`;
/** What so many transcribers have begun with and none got anywhere is given up: it may be what ends them. */
const maxAttempts = 5;

const isFree = or(isNull(transcriptions.leaseUntil), lt(transcriptions.leaseUntil, sql`now()`));
const isLiveOpen = and(eq(transcriptions.kind, 'live'), eq(transcriptions.status, 'active'), isFree);
const isPostOpen = and(eq(transcriptions.kind, 'post'), inArray(transcriptions.status, ['queued', 'running']), isFree);

/** Takes up to `limit` rooms to which nobody listens, of those whose model is among `models`; the oldest first. */
export async function claimLive(db: Database, holder: string, models: readonly string[], limit: number): Promise<Transcription[]> {
  if (limit < 1) return [];
  return claim(db, { which: isLiveOpen, models, limit }, { holder });
}

/** Takes one recording that waits, or with which nobody goes on; the one of this `id` when there is one. Null when there is none. */
export async function claimPost(db: Database, holder: string, models: readonly string[], id?: string): Promise<Transcription | null> {
  const which = id === undefined ? isPostOpen : and(isPostOpen, eq(transcriptions.id, id));
  const [claimed] = await claim(db, { which, models, limit: 1 }, { holder, status: 'running' });
  return claimed ?? null;
}

interface Wanted {
  which: SQL | undefined;
  models: readonly string[];
  limit: number;
}

async function claim(db: Database, { which, models, limit }: Wanted, change: Partial<Transcription>): Promise<Transcription[]> {
  if (models.length === 0) return [];
  return db.transaction(async (tx) => {
    await giveUp(tx, which);
    const next = tx
      .select({ id: transcriptions.id })
      .from(transcriptions)
      .where(and(which, inArray(transcriptions.model, [...models])))
      .orderBy(transcriptions.createdAt)
      .limit(limit)
      .for('update', { skipLocked: true });
    const since = { claimedAt: sql`now()`, formerHolder: sql`${transcriptions.holder}` };
    const taken = { ...change, ...since, leaseUntil, attempts: sql`${transcriptions.attempts} + 1`, startedAt: sql`coalesce(${transcriptions.startedAt}, now())` };
    return tx.update(transcriptions).set(taken).where(isOneOf(transcriptions.id, next)).returning();
  });
}

const gaveUp = 'Every transcriber that began with it ended before it got anywhere.';

async function giveUp(tx: Transaction, which: SQL | undefined): Promise<void> {
  const hopeless = tx
    .select({ id: transcriptions.id })
    .from(transcriptions)
    .where(and(which, gte(transcriptions.attempts, maxAttempts)))
    .for('update', { skipLocked: true });
  const change = { status: 'failed' as const, error: gaveUp, endedAt: sql`now()` };
  const rows = await tx.update(transcriptions).set(change).where(inArray(transcriptions.id, hopeless)).returning();
  await emitEvents(tx, rows.map((row) => transcriptionEvent('transcription_completed', row)));
}

/**
 * Renews the leases of what a transcriber works on.
 * @param steady what it has worked on for so long that this is not what ends transcribers, even where nobody speaks.
 * @returns what is still its own, with what was asked meanwhile: what is missing was deleted, or taken over by another.
 */
export async function renewLeases(
  db: Database,
  holder: string,
  ids: readonly string[],
  steady: readonly string[] = [],
): Promise<Pick<Transcription, 'id' | 'status' | 'speakers'>[]> {
  if (ids.length === 0) return [];
  const { id, status, speakers } = transcriptions;
  const isOurs = and(inArray(id, [...ids]), eq(transcriptions.holder, holder));
  const attempts = sql`case when ${inArray(id, [...steady])} then 1 else ${transcriptions.attempts} end`;
  return db.update(transcriptions).set({ leaseUntil, attempts }).where(isOurs).returning({ id, status, speakers });
}

/** Gives a transcription back, so that another transcriber can go on with it at once. */
export async function releaseLease(db: Database, { transcriptionId, holder }: Lease): Promise<void> {
  await db.transaction(async (tx) => {
    const isOurs = and(eq(transcriptions.id, transcriptionId), eq(transcriptions.holder, holder));
    // Nothing has failed.
    const attempts = sql`greatest(${transcriptions.attempts} - 1, 0)`;
    const rows = await tx.update(transcriptions).set({ holder: null, leaseUntil: null, attempts }).where(isOurs).returning({ id: transcriptions.id });
    if (rows.length > 0) await notifyTranscribers(tx, transcriptionId);
  });
}
