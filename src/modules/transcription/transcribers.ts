import { eq, gt, lt, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../../platform/db/client.ts';
import { transcribers } from './tables.ts';

/** A transcriber that was not heard of for so long is not there. */
const aliveSeconds = 10;

export type Transcriber = Omit<typeof transcribers.$inferSelect, 'seenAt'>;

/** Tells that a transcriber is there, what it understands, and how much it takes and has at the moment. */
export async function announceTranscriber(db: Database, { id, ...told }: Transcriber): Promise<void> {
  const row = { ...told, seenAt: sql`now()` };
  await db.insert(transcribers).values({ id, ...row }).onConflictDoUpdate({ target: transcribers.id, set: row });
  await db.delete(transcribers).where(lt(transcribers.seenAt, sql`now() - interval '1 hour'`));
}

export async function forgetTranscriber(db: Database, id: string): Promise<void> {
  await db.delete(transcribers).where(eq(transcribers.id, id));
}

export const isAlive = gt(transcribers.seenAt, sql`now() - ${aliveSeconds} * interval '1 second'`);

/** The transcribers that are there now. */
export async function findTranscribers(db: Queryable): Promise<Transcriber[]> {
  return db.select().from(transcribers).where(isAlive);
}

/** The folders of the models that any transcriber has now, sorted. */
export async function findLanguages(db: Queryable): Promise<string[]> {
  return uniteLanguages(await findTranscribers(db));
}

export function uniteLanguages(rows: readonly Transcriber[]): string[] {
  return [...new Set(rows.flatMap(({ languages }) => languages))].toSorted();
}

/** Those of them that can hear recordings, too. */
export function thatReadFiles(present: readonly Transcriber[]): Transcriber[] {
  return present.filter(({ readsFiles }) => readsFiles);
}

/** All that are there. Nobody else counts what they have left until the transaction ends. */
export async function lockTranscribers(db: Queryable): Promise<Transcriber[]> {
  return db.select().from(transcribers).where(isAlive).orderBy(transcribers.id).for('no key update');
}
