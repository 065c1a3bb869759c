import { type Static, Type } from 'typebox';
import { TranscriptionKind, TranscriptionStatus } from '../../contracts/transcription.ts';
import type { Transcription } from './tables.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);
const Time = Type.String({ format: 'date-time' });

/** A transcription as callers see it. */
export const TranscriptionView = Type.Object({
  transcriptionId: Type.String(),
  kind: Type.Union([TranscriptionKind], { description: '`live`: of a room while it went on; `post`: of a recording.' }),
  recordingId: nullableText,
  roomId: nullableText,
  meetingId: nullableText,
  language: Type.String(),
  status: TranscriptionStatus,
  progress: Type.Integer({ minimum: 0, maximum: 100, description: 'How much of a recording is done, in per cent.' }),
  error: nullableText,
  createdAt: Time,
  startedAt: Type.Union([Time, Type.Null()]),
  endedAt: Type.Union([Time, Type.Null()]),
});
export type TranscriptionView = Static<typeof TranscriptionView>;

export function toTranscriptionView(transcription: Transcription): TranscriptionView {
  const { id, kind, recordingId, roomId, meetingId, language, status, progress, error } = transcription;
  const { createdAt, startedAt, endedAt } = transcription;
  return {
    ...{ transcriptionId: id, kind, recordingId, roomId, meetingId, language, status, progress, error },
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
