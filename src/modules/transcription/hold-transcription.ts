import { and, eq, or, sql } from 'drizzle-orm';
import type { Transaction } from '../../platform/db/client.ts';
import type { Lease } from './leases.ts';
import { type Transcription, transcriptions } from './tables.ts';

/**
 * For how long what was said before somebody stopped it is taken. Mostly that is the sentence that was being said; when
 * more people spoke than can be decoded, half a minute of each.
 */
const graceSeconds = 120;

const inGrace = sql`${transcriptions.status} = 'stopped' and ${transcriptions.endedAt} > now() - ${graceSeconds} * interval '1 second'`;
const isOpen = or(sql`${transcriptions.status} in ('active', 'running')`, inGrace);

/** A transcription whose row is locked, for somebody who may write to it. */
export interface Held {
  transcription: Transcription;
  /** Only what was said until then is theirs to write: another listens since. Null: all of it. */
  until: Date | null;
}

/**
 * Holds the row against whoever would take it over. Null when others have, or it has ended. Whoever had a room just
 * before may still write what ended before it was taken over: nobody else has heard it.
 */
export async function holdTranscription(tx: Transaction, lease: Lease): Promise<Held | null> {
  const isIt = and(eq(transcriptions.id, lease.transcriptionId), isOpen);
  // It got somewhere, so it is begun with anew.
  const [own] = await tx.update(transcriptions).set({ attempts: 1 }).where(and(isIt, eq(transcriptions.holder, lease.holder))).returning();
  if (own) return { transcription: own, until: null };
  const wasOurs = and(isIt, eq(transcriptions.formerHolder, lease.holder), eq(transcriptions.kind, 'live'));
  const [former] = await tx.select().from(transcriptions).where(wasOurs).for('no key update');
  return former ? { transcription: former, until: former.claimedAt } : null;
}
