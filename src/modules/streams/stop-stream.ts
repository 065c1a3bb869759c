import { notFound } from '../../core/errors.ts';
import { requestStop } from '../compositing/index.ts';
import type { Place } from '../rooms/index.ts';
import type { StreamsDeps } from './deps.ts';
import { endStream } from './end-stream.ts';
import { findRunning } from './repository.ts';
import type { Stream } from './tables.ts';

/** Stops the stream of a room; another can begin at once. A 404 when none runs. */
export async function stopStream({ db }: Pick<StreamsDeps, 'db'>, place: Place): Promise<Stream> {
  const stopped = await db.transaction(async (tx) => {
    const running = await findRunning(tx, place);
    if (!running) return null;
    const compositionId = running.compositionId ?? '';
    // Its composition first, in the order in which a recorder locks the two.
    await requestStop(tx, compositionId);
    return endStream(tx, compositionId, null);
  });
  if (!stopped) throw notFound('Running stream');
  return stopped;
}
