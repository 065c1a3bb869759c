import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Engine, EngineChoice } from '../../contracts/composing.ts';
import type { Database, Queryable, Transaction } from '../../platform/db/client.ts';
import { compositions, recorders } from './tables.ts';

/** A recorder that was not heard of for so long is not there. */
const aliveSeconds = 10;

/** Tells that a recorder is there and how much it takes at once. */
export async function announceRecorder(db: Database, id: string, capacity: number): Promise<void> {
  const seenAt = sql`now()`;
  await db
    .insert(recorders)
    .values({ id, capacity, seenAt })
    .onConflictDoUpdate({ target: recorders.id, set: { capacity, seenAt } });
  await db.delete(recorders).where(lt(recorders.seenAt, sql`now() - interval '1 hour'`));
}

export async function forgetRecorder(db: Database, id: string): Promise<void> {
  await db.delete(recorders).where(eq(recorders.id, id));
}

/** LiveKit's egress stands beside the recorders under this name, however many of them there are. */
const egressRow = 'egress';
/** LiveKit has to be asked for it, which is done less often than recorders tell of themselves. */
const egressAliveSeconds = 40;

/** Notes that an egress answered. */
export async function announceEgress(db: Database): Promise<void> {
  const seenAt = sql`now()`;
  const row = { id: egressRow, engine: 'egress' as const, capacity: 0, seenAt };
  await db.insert(recorders).values(row).onConflictDoUpdate({ target: recorders.id, set: { seenAt } });
}

/** Notes that none did. */
export async function forgetEgress(db: Database): Promise<void> {
  await forgetRecorder(db, egressRow);
}

/** Whether an egress answered when it was asked last. */
export async function hasEgress(db: Queryable): Promise<boolean> {
  const rows = await db.select({ id: recorders.id }).from(recorders).where(isAlive('egress', egressAliveSeconds));
  return rows.length > 0;
}

/** Whether anybody is there who draws rooms, busy or not. */
export async function isRecorderThere(db: Queryable, choice: EngineChoice): Promise<boolean> {
  if (choice !== 'browser' && (await hasEgress(db))) return true;
  if (choice === 'egress') return false;
  const rows = await db.select({ id: recorders.id }).from(recorders).where(isAlive('browser', aliveSeconds)).limit(1);
  return rows.length > 0;
}

/**
 * Whether a recorder of ours is there, and would take another composition now. Whoever asks at the same time waits until this
 * transaction has ended, so that one free place is not given away twice.
 */
export async function findRecorder(tx: Transaction): Promise<'free' | 'busy' | 'none'> {
  const alive = await tx
    .select({ capacity: recorders.capacity })
    .from(recorders)
    .where(isAlive('browser', aliveSeconds))
    .orderBy(recorders.id)
    .for('update');
  const capacity = alive.reduce((sum, recorder) => sum + recorder.capacity, 0);
  // One that was asked to stop is about to be gone; the next waits for that.
  const isGoingOn = and(inArray(compositions.state, ['waiting', 'starting', 'active']), isNull(compositions.stopRequestedAt));
  const isTaken = and(eq(compositions.engine, 'browser'), isGoingOn);
  if (capacity === 0) return 'none';
  return capacity > (await tx.$count(compositions, isTaken)) ? 'free' : 'busy';
}

function isAlive(engine: Engine, seconds: number) {
  return and(eq(recorders.engine, engine), gt(recorders.seenAt, sql`now() - ${seconds} * interval '1 second'`));
}
