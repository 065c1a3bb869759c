import { stat } from 'node:fs/promises';
import { probeDuration, remux } from '../../../platform/ffmpeg/remux.ts';
import { type Change, changeState } from '../change-state.ts';
import type { Composition, ComposedFile } from '../tables.ts';
import { joinParts, removeParts } from './parts.ts';
import type { RecorderDeps } from './recorder-deps.ts';
import { untilItWorks } from './until-it-works.ts';

/**
 * Makes the file of what was captured, stores it, and says that it is done only when storage tells its size. May be cut
 * off anywhere and begun again. While a server is away it waits: what was captured stays on the disk.
 */
export async function finish(deps: RecorderDeps, composition: Composition): Promise<void> {
  const { id } = composition;
  const file = composition.file ?? (await produceFile(deps, composition));
  if (file === null) return;
  // Only when it is written down that the file is safe may what it was made of go.
  await untilItWorks(deps, id, () => removeParts(deps.objects, composition.objectName ?? ''));
  await deps.captures.remove(id);
  await move(deps, id, { state: 'done' });
}

/** Stores the file and notes that; null when it has failed, and that is noted, or when another recorder took over. */
async function produceFile(deps: RecorderDeps, composition: Composition): Promise<ComposedFile | null> {
  const { id } = composition;
  const captured = await untilItWorks(deps, id, () => findCapture(deps, id, composition.objectName ?? ''));
  if (captured === null) {
    const error = composition.error ?? reasonForNothing(composition);
    await move(deps, id, { state: 'failed', error });
    await deps.captures.remove(id);
    return null;
  }
  const file = await makeFile(deps, composition, captured).catch((error: unknown) => {
    deps.logger.error({ err: error, compositionId: id }, 'No file could be made of what was captured');
    return null;
  });
  if (file === null) {
    await move(deps, id, { state: 'failed', error: 'What was recorded is damaged: no file could be made of it.' });
    return null;
  }
  await untilItWorks(deps, id, () => store(deps, file, deps.captures.pathOf(id, 'final.mp4')));
  return (await move(deps, id, { state: 'finishing', file })) ? file : null;
}

function reasonForNothing({ startedAt }: Composition): string {
  if (startedAt === null) return 'Nothing was recorded: it ended before the first picture.';
  return 'What was recorded was lost with the disk of its recorder, before it had been copied to the storage.';
}

function move(deps: RecorderDeps, id: string, change: Change): Promise<Composition | null> {
  const step = { id, holder: deps.holder, from: ['finishing' as const] };
  return untilItWorks(deps, id, () => changeState(deps, step, change));
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
