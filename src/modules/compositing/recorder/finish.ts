import { setTimeout as sleep } from 'node:timers/promises';
import { stat } from 'node:fs/promises';
import { probeDuration, remux } from '../../../platform/ffmpeg/remux.ts';
import { changeState } from '../change-state.ts';
import type { Composition, ComposedFile } from '../tables.ts';
import { joinParts, removeParts } from './parts.ts';
import type { RecorderDeps } from './recorder-deps.ts';

const retryMs = 2_000;

/**
 * Makes the file of what was captured, stores it, and says that it is done only when storage tells its size. May be cut
 * off anywhere and begun again. While storage is away it waits: what was captured stays on the disk.
 */
export async function finish(deps: RecorderDeps, composition: Composition): Promise<void> {
  const { id } = composition;
  const step = { id, holder: deps.holder, from: ['finishing' as const] };
  const objectName = composition.objectName ?? '';
  const captured = await untilItWorks(deps, id, () => findCapture(deps, id, objectName));
  if (captured === null) {
    const error = composition.error ?? 'Nothing was recorded: it ended before the first picture.';
    await changeState(deps, step, { state: 'failed', error });
    return deps.captures.remove(id);
  }
  const file = await makeFile(deps, composition, captured).catch((error: unknown) => ({ error: textOf(error) }));
  if ('error' in file) {
    await changeState(deps, step, { state: 'failed', error: `The file could not be made: ${file.error}` });
    return;
  }
  await untilItWorks(deps, id, () => store(deps, file, deps.captures.pathOf(id, 'final.mp4')));
  await changeState(deps, step, { state: 'done', file });
  await untilItWorks(deps, id, () => removeParts(deps.objects, objectName));
  await deps.captures.remove(id);
}

/** The file that was captured, from this disk, else put together from its copies in storage; null when there is none. */
async function findCapture({ captures, objects }: RecorderDeps, id: string, objectName: string): Promise<string | null> {
  const path = captures.pathOf(id, 'capture.mp4');
  if ((await captures.sizeOf(id)) > 0) return path;
  return (await joinParts(objects, objectName, path)) ? path : null;
}

async function makeFile({ captures }: RecorderDeps, composition: Composition, captured: string): Promise<ComposedFile> {
  const path = captures.pathOf(composition.id, 'final.mp4');
  await remux(captured, path);
  const { audioOnly } = composition.picture;
  return {
    objectName: `${composition.objectName}.${audioOnly ? 'm4a' : 'mp4'}`,
    mimeType: audioOnly ? 'audio/mp4' : 'video/mp4',
    sizeBytes: (await stat(path)).size,
    durationSeconds: await probeDuration(path),
  };
}

async function store({ objects }: RecorderDeps, file: ComposedFile, path: string): Promise<void> {
  await objects.putFile(file.objectName, path, file.mimeType);
  const stored = await objects.sizeOf(file.objectName);
  if (stored !== file.sizeBytes) throw new Error(`${stored} of ${file.sizeBytes} bytes were stored.`);
}

/** Tries again for as long as it takes: nothing is given up because a server is away. Ends when this process is stopped. */
async function untilItWorks<T>({ logger, stopping }: RecorderDeps, id: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (stopping.aborted) throw error;
      logger.warn({ err: error, compositionId: id }, 'Not stored; tried again');
      await sleep(retryMs, undefined, { signal: stopping });
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
