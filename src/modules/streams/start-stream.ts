import { eq } from 'drizzle-orm';
import type { Picture } from '../../contracts/composing.ts';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../platform/db/client.ts';
import { requestComposition, type SealedTarget, sealTarget } from '../compositing/index.ts';
import { getRoom, type Place, requireOwned } from '../rooms/index.ts';
import { checkTargets, type GivenUrl } from './check-targets.ts';
import type { StreamsDeps } from './deps.ts';
import { findRunning } from './repository.ts';
import { type Stream, streams } from './tables.ts';

/** What platforms take everywhere. */
const picture: Picture = { layout: 'grid', audioOnly: false, width: 1280, height: 720 };

/**
 * Starts to stream a room; a recorder connects to the targets then. A 400 for a target that may not be, a 409 when a
 * stream runs in the room, a 404 when the room is not open, a 503 when nobody is there to stream it.
 */
export async function startStream(deps: StreamsDeps, place: Place, urls: readonly GivenUrl[]): Promise<Stream> {
  requireOwned(place.workspaceId);
  await checkTargets(deps, urls);
  if (await findRunning(deps.db, place)) throw alreadyLive();
  await getRoom(deps.livekit, place);
  const targets = urls.map(({ url }) => sealTarget(deps.cipher, url));
  return deps.db.transaction((tx) => insertStream(tx, deps, place, targets));
}

async function insertStream(
  tx: Transaction,
  { compositing }: Pick<StreamsDeps, 'compositing'>,
  place: Place,
  targets: SealedTarget[],
): Promise<Stream> {
  const id = newId('st');
  // Whoever asks at the same time waits here for the first, and finds that there is one.
  const [inserted] = await tx.insert(streams).values({ ...place, id, status: 'live' }).onConflictDoNothing().returning();
  if (!inserted) throw alreadyLive();
  const output = { kind: 'stream' as const, targets };
  const { id: compositionId } = await requestComposition(tx, compositing, { ...place, picture, output });
  await tx.update(streams).set({ compositionId }).where(eq(streams.id, id));
  return { ...inserted, compositionId };
}

function alreadyLive(): AppError {
  return new AppError('conflict', 'This room is being streamed already. Stop that stream first.');
}
