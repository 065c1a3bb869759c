import { type Static, Type } from 'typebox';
import { TargetStatus } from '../../contracts/composing.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findTargets } from '../compositing/index.ts';
import type { Stream } from './tables.ts';

/** A place that a room is streamed to, as callers see it. */
export const StreamTarget = Type.Object({
  url: Type.String({ description: 'Without the stream key, which is `***`.' }),
  status: Type.Union([TargetStatus], { description: '`connecting` also while it is tried again; `failed` is for good.' }),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why it is not live.' }),
});
export type StreamTarget = Static<typeof StreamTarget>;

/** The targets of a stream, in the order in which they were given. */
export async function readTargets(db: Queryable, { compositionId }: Stream): Promise<StreamTarget[]> {
  const targets = await findTargets(db, compositionId ?? '');
  return targets.map(({ maskedUrl, status, error }) => ({ url: maskedUrl, status, error }));
}

/** When it was asked for: a time that stays the same, whichever target is live first. */
export function startOf({ createdAt }: Stream): string {
  return createdAt.toISOString();
}

/** A stream as events tell of it. */
export function toStreamView(stream: Stream, targets: StreamTarget[]) {
  const { id, roomId, meetingId, status, error, endedAt } = stream;
  return {
    ...{ streamId: id, roomId, meetingId, status, error, targets },
    startedAt: startOf(stream),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
