import { setTimeout as sleep } from 'node:timers/promises';
import type { Composition } from '../../tables.ts';
import type { Capturing } from '../capturing.ts';
import type { RecorderDeps } from '../recorder-deps.ts';
import { endBroadcast, type Ending } from './end-broadcast.ts';
import { sendRoom } from './send-room.ts';

/** A room that gave no picture for so long, however often it was opened, gives none. */
const giveUpAfterMs = 60_000;
const retryMs = 2_000;

const endings = { asked: { how: 'done' }, closing: { how: 'handed on' }, lost: { how: 'lost' } } as const;

/**
 * Sends a room to its targets until it is stopped, has emptied or cannot go on. Nothing of it is kept: who takes it up
 * after a crash begins with what happens then.
 */
export function broadcast(deps: RecorderDeps, composition: Composition): Capturing {
  const stopped = Promise.withResolvers<Ending>();
  if (composition.stopRequestedAt) stopped.resolve(endings.asked);
  return { stop: (reason) => stopped.resolve(endings[reason]), done: run(deps, composition, stopped.promise) };
}

async function run(deps: RecorderDeps, composition: Composition, stopped: Promise<Ending>): Promise<null> {
  await endBroadcast(deps, composition, await keepSending(deps, composition, stopped));
  return null;
}

/** Opens the room anew when its browser or its converter ends by itself. */
async function keepSending(deps: RecorderDeps, composition: Composition, stopped: Promise<Ending>): Promise<Ending> {
  let quietSince = performance.now();
  let stop = await Promise.race([stopped, null]);
  while (stop === null) {
    const end = await sendRoom(deps, composition, stopped).catch((error: Error) => ({ how: 'broken' as const, error: error.message }));
    if (end.how !== 'broken') return end;
    if ('hadPicture' in end && end.hadPicture) quietSince = performance.now();
    if (performance.now() - quietSince >= giveUpAfterMs) return { how: 'failed', error: end.error };
    deps.logger.warn({ compositionId: composition.id, reason: end.error }, 'A stream was interrupted; begun again');
    stop = await Promise.race([stopped, sleep(retryMs, null)]);
  }
  return stop;
}
