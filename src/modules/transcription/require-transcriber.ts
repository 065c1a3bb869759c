import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '../../core/errors.ts';
import type { Queryable, Transaction } from '../../platform/db/client.ts';
import { findModel } from './find-model.ts';
import { type Transcription, transcriptions } from './tables.ts';
import { findTranscribers, thatReadFiles, type Transcriber, uniteLanguages } from './transcribers.ts';

/** The model for recordings in a language. A 422 when no transcriber has one, a 503 while none is there that has it and reads files. */
export async function requireModel(db: Queryable, language: string): Promise<string> {
  const present = await findTranscribers(db);
  const model = chooseModel(present, language);
  if (!thatReadFiles(present).some(({ languages }) => languages.includes(model))) throw unavailable(noFfmpeg);
  return model;
}

/**
 * The same for a room, of which somebody must be able to take care: a 503 when all are busy.
 * @param present all transcribers, whose rows the transaction holds.
 */
export async function reserveTranscriber(tx: Transaction, present: readonly Transcriber[], language: string): Promise<string> {
  const model = chooseModel(present, language);
  const able = present.filter(({ languages }) => languages.includes(model));
  if (countFree(able, await findHeld(tx, model, able)) < 1) throw unavailable(busy);
  return model;
}

function chooseModel(present: readonly Transcriber[], language: string): string {
  if (present.length === 0) throw unavailable(none);
  const languages = uniteLanguages(present);
  const model = findModel(languages, language);
  if (model !== null) return model;
  const others = languages.length === 0 ? 'and none for any other' : `only for ${languages.join(', ')}`;
  const detail = `There is no model for ${language} here, ${others}. Add one: npm run model -- add ${language} <path|url>`;
  throw new AppError('language-unavailable', detail, { members: { languages } });
}

type Held = Pick<Transcription, 'holder'>;

/** The live transcriptions that these transcribers have, and those for which no other is there. */
async function findHeld(tx: Transaction, model: string, able: readonly Transcriber[]): Promise<Held[]> {
  const isActive = and(eq(transcriptions.kind, 'live'), eq(transcriptions.status, 'active'));
  const ids = able.map(({ id }) => id);
  const isTheirs = inArray(transcriptions.holder, ids);
  const isNobodys = sql`(${transcriptions.holder} is null or ${transcriptions.leaseUntil} < now()) and ${eq(transcriptions.model, model)}`;
  return tx.select({ holder: transcriptions.holder }).from(transcriptions).where(and(isActive, sql`(${isTheirs} or ${isNobodys})`));
}

/** What is left of the capacity of all, when each room counts as one speaker at least. */
function countFree(able: readonly Transcriber[], held: readonly Held[]): number {
  const taken = able.map(({ id, load }) => Math.max(load, held.filter(({ holder }) => holder === id).length));
  const waiting = held.filter(({ holder }) => !able.some(({ id }) => id === holder)).length;
  const free = able.map(({ capacity }, i) => Math.max(0, capacity - (taken[i] ?? 0)));
  return free.reduce((sum, each) => sum + each, 0) - waiting;
}

const none = 'No transcriber is running, or none that can hear anything on its machine: its log says why.';
const noFfmpeg = 'No transcriber of this language can read recordings: there is no ffmpeg on its machine. Rooms can be transcribed.';
const busy = 'All transcribers are busy. Try again when a transcription has ended, or run another transcriber.';

function unavailable(reason: string): AppError {
  return new AppError('transcription-unavailable', reason, { headers: { 'retry-after': '15' } });
}
