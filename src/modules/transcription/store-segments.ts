import type { Segment } from '../../contracts/transcription.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { configurationOf, toSearchable } from '../../platform/db/text-search.ts';
import type { HeardRoom, ToldSegment, TranscriptionDeps } from './deps.ts';
import { holdTranscription } from './hold-transcription.ts';
import type { Lease } from './leases.ts';
import { toSegmentView } from './segment-view.ts';
import { segmentColumns, type StoredSegment, type Transcription, transcriptionSegments } from './tables.ts';
import { writeOut } from './text/write-out.ts';

/** What was heard, as it was heard: it is written out as the transcription's options say when it is stored. */
export type NewSegment = Omit<StoredSegment, 'transcriptionId' | 'workspaceId'>;

/**
 * Writes down what was said, and tells the people of a meeting, all in one transaction, if this transcriber still has the
 * transcription, or had it when it was said. What is known already is dropped.
 * @param also what is to be done in the same transaction.
 * @returns what was new, as callers see it; null when another has taken over, or it has ended: then nothing is to be done for it any more.
 */
export async function storeSegments(
  deps: Pick<TranscriptionDeps, 'db' | 'audience'>,
  lease: Lease,
  heard: readonly NewSegment[],
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<Segment[] | null> {
  const done = await deps.db.transaction(async (tx) => {
    const held = await holdTranscription(tx, lease);
    if (!held) return null;
    const { transcription, until } = held;
    const stored = await insertSegments(tx, transcription, until ? heard.filter((segment) => endOf(segment) <= until) : heard);
    await also(tx);
    const segments = stored.map((segment) => toSegmentView(transcription, segment));
    return { segments, publish: await tell(tx, deps, transcription, segments) };
  });
  done?.publish();
  return done?.segments ?? null;
}

/** Of a live one. */
function endOf({ at, start, end }: NewSegment): Date {
  return new Date(at.getTime() + (end - start) * 1_000);
}

async function insertSegments(tx: Transaction, transcription: Transcription, heard: readonly NewSegment[]): Promise<StoredSegment[]> {
  if (heard.length === 0) return [];
  const { id: transcriptionId, workspaceId, language } = transcription;
  const configuration = configurationOf(language);
  const rows = heard.map((segment) => {
    const written = { ...segment, ...writeOut(transcription, segment) };
    return { ...written, transcriptionId, workspaceId, search: toSearchable(workspaceId, configuration, written.text) };
  });
  return tx.insert(transcriptionSegments).values(rows).onConflictDoNothing().returning(segmentColumns);
}

async function tell(
  tx: Transaction,
  { audience }: Pick<TranscriptionDeps, 'audience'>,
  transcription: Transcription,
  segments: readonly Segment[],
): Promise<() => void> {
  const room = roomOf(transcription);
  if (!room || segments.length === 0) return () => {};
  return audience.tellSegments(tx, room, segments.map(toTold));
}

/** When each word was said is for those who read it afterwards. */
function toTold({ segmentId, speaker, participantId, trackSid, text, start, end, at, confidence }: Segment): ToldSegment {
  return { segmentId, speaker, participantId, trackSid, text, start, end, at, confidence, final: true };
}

/** Where there are people who read along: in the room of a meeting. */
export function roomOf({ kind, workspaceId, roomId, meetingId }: Transcription): HeardRoom | null {
  return kind === 'live' && roomId !== null && meetingId !== null ? { workspaceId, roomId, meetingId } : null;
}
