import { type Static, Type } from 'typebox';
import { Engine } from '../../contracts/composing.ts';
import type { Recording } from './tables.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Time = Type.String({ format: 'date-time' });

/** A recording as callers see it. */
export const RecordingView = Type.Object({
  recordingId: Type.String(),
  egressId: nullable(Type.String({ description: 'Null for an upload.' })),
  roomId: nullable(Type.String()),
  meetingId: nullable(Type.String()),
  engine: Type.Union([Engine, Type.Literal('upload')]),
  status: Type.Enum(['recording', 'processing', 'ready', 'failed']),
  interrupted: Type.Boolean({ description: 'What recorded it ended by force; what there was until then was kept.' }),
  filename: Type.String(),
  mimeType: Type.String(),
  sizeBytes: nullable(Type.Integer()),
  durationSeconds: nullable(Type.Number()),
  error: nullable(Type.String()),
  hasStrip: Type.Boolean({ description: 'Whether there are pictures of it: see `…/strip`.' }),
  createdAt: Time,
  endedAt: nullable(Time),
});
export type RecordingView = Static<typeof RecordingView>;

export function toRecordingView(recording: Recording): RecordingView {
  const { egressId, roomId, meetingId, engine, status, filename, mimeType, sizeBytes, durationSeconds, error, hasStrip } = recording;
  return {
    recordingId: recording.id,
    egressId,
    roomId,
    meetingId,
    engine,
    status,
    interrupted: recording.isInterrupted,
    filename,
    mimeType,
    sizeBytes,
    durationSeconds,
    error,
    hasStrip,
    createdAt: recording.createdAt.toISOString(),
    endedAt: recording.endedAt?.toISOString() ?? null,
  };
}
