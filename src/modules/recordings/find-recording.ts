import { notFound } from '../../core/errors.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { findRecording } from './repository.ts';
import type { Recording } from './tables.ts';

/** A recording by its own id or its egress's; a 404 when the workspace has no such one. */
export async function getRecording(db: Queryable, workspaceId: string, id: string): Promise<Recording> {
  const recording = await findRecording(db, workspaceId, id);
  if (!recording) throw notFound('Recording');
  return recording;
}
