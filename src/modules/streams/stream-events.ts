import type { NewDomainEvent } from '../../contracts/domain-events.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { readTargets, toStreamView } from './stream-view.ts';
import type { Stream } from './tables.ts';

/** A domain event about a stream, with its targets as they are now: each kind happens to it once. */
export async function streamEvent(
  db: Queryable,
  name: 'stream_started' | 'stream_stopped',
  stream: Stream,
): Promise<NewDomainEvent> {
  const { id, workspaceId, roomId, meetingId } = stream;
  const data = { stream: toStreamView(stream, await readTargets(db, stream)) };
  return { key: `${name}:${id}`, name, workspaceId, roomId, meetingId, at: new Date(), data };
}
