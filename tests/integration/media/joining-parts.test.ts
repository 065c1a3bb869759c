import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { joinParts } from '../../../src/modules/compositing/recorder/parts.ts';
import { FfmpegError, runFfmpeg } from '../../../src/platform/ffmpeg/run-ffmpeg.ts';
import { connectObjectStore, type ObjectStore } from '../../../src/platform/objects/client.ts';
import { requireRecorderPrograms } from '../../support/chromium.ts';
import { type SharedStack, useSharedStack } from '../../support/stack.ts';

let stack: SharedStack;
let objects: ObjectStore;
let folder: string;

before(async () => {
  [stack, folder] = await Promise.all([useSharedStack(), mkdtemp(join(tmpdir(), 'plenum-parts-'))]);
  objects = connectObjectStore(readConfig(stack.env).storage);
  await Promise.all([objects.ensureBucket(), requireRecorderPrograms()]);
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  await stack?.stop();
});

test('pieces of which some cannot be read leave nothing that could be taken for the whole', async () => {
  const name = newId('rec');
  const pieces = ['one ', 'two ', 'three'];
  for (const [i, piece] of pieces.entries()) await objects.put(`${name}.parts/00000${i}`, Buffer.from(piece), 'application/octet-stream');
  const path = join(folder, name, 'capture.mp4');
  let reads = 0;
  const failing: ObjectStore = {
    ...objects,
    read: (...args) => ((reads += 1) === 2 ? Promise.reject(new Error('The storage is away.')) : objects.read(...args)),
  };
  await assert.rejects(joinParts(failing, name, path), /away/);
  await assert.rejects(stat(path), { code: 'ENOENT' });
  assert.equal(await joinParts(objects, name, path), true);
  assert.equal(await readFile(path, 'utf8'), pieces.join(''));
});

/** Whether it was not the file's fault. */
async function hinderedBy(args: string[]): Promise<boolean> {
  const error = await runFfmpeg('ffmpeg', args).then(() => assert.fail('it worked'), (reason: unknown) => reason);
  assert.ok(error instanceof FfmpegError, String(error));
  return error.wasHindered;
}

test('a disk that is full is told apart from a damaged file', async () => {
  const damaged = join(folder, 'damaged.mp4');
  await writeFile(damaged, 'no film');
  assert.equal(await hinderedBy(['-i', damaged, '-f', 'null', '-']), false);
  // A disk that is full.
  assert.equal(await hinderedBy(['-f', 'lavfi', '-i', 'testsrc=duration=1', '-f', 'rawvideo', '/dev/full']), true);
});
