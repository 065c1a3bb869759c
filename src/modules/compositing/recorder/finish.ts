import { stat } from 'node:fs/promises';
import { probeDuration, remux } from '../../../platform/ffmpeg/remux.ts';
import { FfmpegError } from '../../../platform/ffmpeg/run-ffmpeg.ts';
import { type Change, changeState } from '../change-state.ts';
import type { Composition, ComposedFile } from '../tables.ts';
import { joinParts, removeParts } from './parts.ts';
import type { RecorderDeps } from './recorder-deps.ts';
import { untilItWorks } from './until-it-works.ts';

/**
 * Makes the file of what was captured, stores it, and says that it is done only when storage tells its size. May be cut
 * off anywhere and begun again. While a server is away it waits: what was captured stays on the disk.
 * @param from whether this recorder captured it, or somebody else who did not come that far.
 */
export async function finish(deps: RecorderDeps, composition: Composition, from: 'own' | 'abandoned'): Promise<void> {
  const { id } = composition;
  const file = composition.file ?? (await produceFile(deps, composition, from));
  if (file === null) return;
  // Only when it is written down that the file is safe may what it was made of go.
  await untilItWorks(deps, id, () => removeParts(deps.objects, composition.objectName ?? ''));
  await deps.captures.remove(id);
  await move(deps, id, { state: 'done' });
}

/** Stores the file and notes that; null when it has failed, and that is noted, or when another recorder took over. */
async function produceFile(deps: RecorderDeps, composition: Composition, from: 'own' | 'abandoned'): Promise<ComposedFile | null> {
  const { id } = composition;
  const made = await untilItWorks(deps, id, () => makeOfCapture(deps, composition));
  if (made === 'nothing' || made === 'damaged') {
    const damaged = 'What was recorded is damaged: no file could be made of it.';
    const error = made === 'damaged' ? damaged : (composition.error ?? reasonForNothing(composition));
    await move(deps, id, { state: 'failed', error });
    if (made === 'nothing') await deps.captures.remove(id);
    return null;
  }
  const { file, path, isJoined } = made;
  await untilItWorks(deps, id, () => store(deps, file, path));
  // The copies of somebody who is gone lack what came after the last of them.
  const isCutOff = isJoined && from === 'abandoned';
  const change = { state: 'finishing' as const, file, ...(isCutOff ? { isInterrupted: true } : {}) };
  return (await move(deps, id, change)) ? file : null;
}

type Made = MadeFile & Pick<FoundCapture, 'isJoined'>;

/** Rejects with what another try may mend. */
async function makeOfCapture(deps: RecorderDeps, composition: Composition): Promise<Made | 'nothing' | 'damaged'> {
  const found = await findCapture(deps, composition);
  if (found === null) return 'nothing';
  try {
    return { ...(await makeFile(deps, composition, found.path)), isJoined: found.isJoined };
  } catch (error) {
    if (!(error instanceof FfmpegError) || error.wasHindered) throw error;
    deps.logger.error({ err: error, compositionId: composition.id }, 'No file could be made of what was captured');
    return 'damaged';
  }
}

function reasonForNothing({ startedAt }: Composition): string {
  if (startedAt === null) return 'Nothing was recorded: it ended before the first picture.';
  return 'What was recorded was lost with the disk of its recorder, before it had been copied to the storage.';
}

function move(deps: RecorderDeps, id: string, change: Change): Promise<Composition | null> {
  const step = { id, holder: deps.holder, from: ['finishing' as const] };
  return untilItWorks(deps, id, () => changeState(deps, step, change));
}

interface FoundCapture {
  path: string;
  /** It was put together from its copies. */
  isJoined: boolean;
}

/** What was captured, from this disk, else put together from its copies in storage; null when there is none. */
async function findCapture({ captures, objects }: RecorderDeps, { id, objectName }: Composition): Promise<FoundCapture | null> {
  const path = captures.pathOf(id);
  if ((await captures.sizeOf(id)) > 0) return { path, isJoined: false };
  return (await joinParts(objects, objectName ?? '', path)) ? { path, isJoined: true } : null;
}

interface MadeFile {
  file: ComposedFile;
  /** Where it stands on this disk. */
  path: string;
}

async function makeFile({ captures }: RecorderDeps, composition: Composition, captured: string): Promise<MadeFile> {
  const path = await captures.newFinal(composition.id);
  await remux(captured, path);
  const { audioOnly } = composition.picture;
  const file = {
    objectName: `${composition.objectName}.${audioOnly ? 'm4a' : 'mp4'}`,
    mimeType: audioOnly ? 'audio/mp4' : 'video/mp4',
    sizeBytes: (await stat(path)).size,
    durationSeconds: await probeDuration(path),
  };
  return { file, path };
}

async function store({ objects }: RecorderDeps, file: ComposedFile, path: string): Promise<void> {
  await objects.putFile(file.objectName, path, file.mimeType);
  const stored = await objects.sizeOf(file.objectName);
  if (stored !== file.sizeBytes) throw new Error(`${stored} of ${file.sizeBytes} bytes were stored.`);
}
