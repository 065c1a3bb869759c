import { eq, sql } from 'drizzle-orm';
import type { SpeakerNames } from '../../contracts/transcription.ts';
import { AppError, notFound } from '../../core/errors.ts';
import type { Place } from '../rooms/index.ts';
import { notifyTranscribers } from './changes.ts';
import type { TranscriptionDeps } from './deps.ts';
import { findLatest } from './repository.ts';
import { transcriptions } from './tables.ts';

/** As many as can be given at once: a room has no more people. */
const maxNames = 1_000;

/**
 * Names the speakers of a room's latest transcription; what was said before is theirs, too. Those who are not named keep
 * the names that they have. A 404 when there was none.
 */
export async function nameSpeakers({ db }: Pick<TranscriptionDeps, 'db'>, place: Place, names: SpeakerNames): Promise<void> {
  await db.transaction(async (tx) => {
    const latest = await findLatest(tx, place);
    if (!latest) throw notFound('Transcription');
    const speakers = sql`${transcriptions.speakers} || ${JSON.stringify(names)}::jsonb`;
    const [named] = await tx.update(transcriptions).set({ speakers }).where(eq(transcriptions.id, latest.id)).returning();
    if (!named) throw notFound('Transcription');
    if (Object.keys(named.speakers).length > maxNames) throw new AppError('conflict', `A transcription can name ${maxNames} speakers.`);
    await notifyTranscribers(tx, latest.id);
  });
}
