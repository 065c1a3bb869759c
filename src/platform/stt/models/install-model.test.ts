import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { makeZip, type ZipEntry } from '../../../../tests/support/zips.ts';
import { findMissing } from './check-model.ts';
import { installModel, type InstallOptions } from './install-model.ts';
import { listLanguages, listModels } from './list-models.ts';

const modelFiles = [
  'am/final.mdl', 'conf/model.conf', 'conf/mfcc.conf', 'graph/HCLr.fst', 'graph/Gr.fst', 'graph/disambig_tid.int',
  'graph/phones/word_boundary.int', 'ivector/final.dubm', 'ivector/final.ie', 'ivector/final.mat',
  'ivector/global_cmvn.stats', 'ivector/online_cmvn.conf', 'ivector/splice.conf',
];

const model = (top = 'vosk-model-small/', without = '') =>
  modelFiles.filter((file) => file !== without).map((file): ZipEntry => ({ name: top + file, content: `the ${file}` }));

/** A folder that is gone after the test. */
async function makeFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-models-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface Installation {
  folder: string;
  modelsFolder: string;
  checksums: string[];
  add(source: string, options?: Partial<InstallOptions>): Promise<string>;
  addZip(zip: Buffer, options?: Partial<InstallOptions>): Promise<string>;
}

async function prepare(context: TestContext): Promise<Installation> {
  const folder = await makeFolder(context);
  const modelsFolder = join(folder, 'models');
  const checksums: string[] = [];
  const add = (source: string, options: Partial<InstallOptions> = {}) => installModel({
    language: 'ko',
    source,
    modelsFolder,
    tryModel: async () => {},
    showProgress() {},
    showChecksum: (sha256) => void checksums.push(sha256),
    ...options,
  });
  const addZip = async (zip: Buffer, options?: Partial<InstallOptions>) => {
    const path = join(folder, 'model.zip');
    await writeFile(path, zip);
    return add(path, options);
  };
  return { folder, modelsFolder, checksums, add, addZip };
}

async function writeModel(folder: string, text: string): Promise<void> {
  for (const file of modelFiles) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

test('a zip file becomes a model, without the folder that is around it', async (context) => {
  const { modelsFolder, checksums, addZip } = await prepare(context);
  const zip = makeZip([{ name: 'vosk-model-small/', mode: 0o040755 }, ...model()]);
  const target = await addZip(zip, { language: 'KO-kr' });
  assert.equal(target, join(modelsFolder, 'ko-KR'));
  assert.equal(await readFile(join(target, 'am/final.mdl'), 'utf8'), 'the am/final.mdl');
  assert.deepEqual(checksums, [createHash('sha256').update(zip).digest('hex')]);
  assert.deepEqual(await listLanguages(modelsFolder), ['ko-KR']);
  assert.deepEqual(await readdir(modelsFolder), ['ko-KR'], 'nothing else is left');
  assert.equal(await addZip(makeZip(model('')), { language: 'en' }), join(modelsFolder, 'en'));
});

test('another model takes the place of the one that is there, files and all', async (context) => {
  const { folder, modelsFolder, add, addZip } = await prepare(context);
  await addZip(makeZip([...model(), { name: 'vosk-model-small/old', content: 'old' }]));
  await writeModel(join(folder, 'given'), 'new');
  const target = await add(join(folder, 'given'));
  assert.equal(await readFile(join(target, 'am/final.mdl'), 'utf8'), 'new');
  assert.deepEqual((await readdir(target)).toSorted(), ['am', 'conf', 'graph', 'ivector']);
  assert.deepEqual(await readdir(modelsFolder), ['ko']);
});

test('a broken model is refused by the file that it lacks, and the one before stays', async (context) => {
  const { modelsFolder, addZip } = await prepare(context);
  await addZip(makeZip(model()));
  for (const file of modelFiles) {
    await assert.rejects(addZip(makeZip(model('x/', file))), { name: 'ModelError', message: new RegExp(`${file}.* missing`) });
  }
  const unusable = { tryModel: () => Promise.reject(new Error('Vosk cannot use it')) };
  await assert.rejects(addZip(makeZip(model()), unusable), /Vosk cannot use it/);
  assert.deepEqual(await listLanguages(modelsFolder), ['ko']);
  assert.deepEqual(await readdir(modelsFolder), ['ko'], 'nothing unfinished is left');
});

const bomb = Buffer.alloc(5_000_000);
const hostile: [string, ZipEntry[], RegExp][] = [
  ['leads up', [{ name: '../evil', content: 'x' }], /invalid relative path/],
  ['leads up from within', [{ name: 'a/../../evil', content: 'x' }], /invalid relative path/],
  ['is absolute', [{ name: '/tmp/evil', content: 'x' }], /absolute path/],
  ['is of another system', [{ name: 'a\\..\\evil', content: 'x' }], /invalid characters/],
  ['has a zero byte', [{ name: 'a\0b', content: 'x' }], /strange name/],
  ['is a link', [{ name: 'link', content: '/etc/passwd', mode: 0o120777 }], /link or device/],
  ['is a pipe', [{ name: 'pipe', mode: 0o010644 }], /link or device/],
  ['is encrypted', [{ name: 'secret', content: 'x', isEncrypted: true }], /encrypted/],
  ['is there twice', [{ name: 'a', content: '1' }, { name: 'a', content: '2' }], /cannot be unpacked: EEXIST/],
  ['is damaged', [{ name: 'a', content: 'x', claimedCrc: 7 }], /"a" in the zip file is damaged/],
  ['is a bomb', [{ name: 'a', content: bomb }], /unpacks to \d+ times its size/],
  ['is a bomb that lies', [{ name: 'a', content: bomb, claimedBytes: 100 }], /too many bytes/],
  ['is too large', [{ name: 'a', content: 'x', claimedBytes: 200_000 }], /unpacks to \d+ bytes, more than 100000/],
];

test('a hostile zip file is refused, and nothing of it stays anywhere', async (context) => {
  const { folder, modelsFolder, addZip } = await prepare(context);
  const limits = { downloadBytes: 1_000, bytes: 10_000_000, entries: 20, ratio: 50 };
  for (const [what, entries, message] of hostile) {
    const given = what === 'is too large' ? { ...limits, bytes: 100_000 } : limits;
    await assert.rejects(addZip(makeZip([...model(), ...entries]), { limits: given }), { name: 'ModelError', message }, what);
    assert.deepEqual(await readdir(modelsFolder), [], what);
    assert.deepEqual((await readdir(folder)).toSorted(), ['model.zip', 'models'], what);
  }
  const many = Array.from({ length: 21 }, (_, index) => ({ name: `file-${index}` }));
  await assert.rejects(addZip(makeZip(many), { limits }), /has 21 entries, more than 20/);
  const whole = makeZip(model());
  await assert.rejects(addZip(whole.subarray(0, whole.length - 40)), /cannot be read/);
});

test('what is no language, no file and no URL is refused', async (context) => {
  const { folder, add } = await prepare(context);
  for (const language of ['../..', '', 'ko/x', 'k']) await assert.rejects(add(folder, { language }), /no language tag/);
  await assert.rejects(add(join(folder, 'none')), /none is not there/);
  await assert.rejects(add('/dev/zero'), /neither a folder nor a file/);
  await assert.rejects(add('ftp://models.example/ko.zip'), /must begin with https/);
  await assert.rejects(add(folder), /no complete model of Vosk: am\/final.mdl, .*graph\/HCLG.fst or HCLr.fst with Gr.fst missing/);
});

test('a zip file is downloaded, within its limit, or the reason is told', async (context) => {
  const zip = makeZip(model());
  const server = createServer(({ url }, response) => {
    if (url === '/model.zip') response.writeHead(302, { location: '/moved.zip' }).end();
    else if (url === '/moved.zip') response.writeHead(200, { 'content-length': zip.length }).end(zip);
    else if (url === '/endless') response.writeHead(200).end(Buffer.alloc(100_000));
    else if (url === '/short') response.writeHead(200, { 'content-length': zip.length }).write(zip.subarray(0, 50), () => response.destroy());
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  context.after(() => server.close());
  const base = await new Promise<string>((resolve) => {
    server.once('listening', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
  const { modelsFolder, checksums, add } = await prepare(context);
  const seen: [number, number | null][] = [];
  await add(`${base}/model.zip`, { showProgress: (...progress) => void seen.push(progress) });
  assert.deepEqual(seen.at(-1), [zip.length, zip.length]);
  assert.deepEqual(await listLanguages(modelsFolder), ['ko']);
  assert.equal(checksums.length, 1);

  const limits = { downloadBytes: 50_000, bytes: 1_000_000, entries: 20, ratio: 50 };
  await assert.rejects(add(`${base}/endless`, { limits }), /the file has more than 50000 bytes/);
  await assert.rejects(add(`${base}/model.zip`, { limits: { ...limits, downloadBytes: 100 } }), /the file has \d+ bytes, more than 100/);
  await assert.rejects(add(`${base}/none`), /answered 404/);
  await assert.rejects(add(`${base}/short`), { name: 'ModelError', message: /cannot be downloaded from/ });
  assert.deepEqual(await readdir(modelsFolder), ['ko']);
});

test('folders of models are listed with what they lack; what is no language is not looked at', async (context) => {
  const folder = await makeFolder(context);
  assert.deepEqual(await listModels(join(folder, 'none')), []);
  await writeModel(join(folder, 'ko'), 'x');
  await writeModel(join(folder, '.en.unfinished', 'model'), 'x');
  await mkdir(join(folder, 'ja'));
  await writeFile(join(folder, 'README'), 'x');
  await symlink(join(folder, 'ko'), join(folder, 'ko-KR'));
  await writeFile(join(folder, 'ko', 'am', 'final.mdl'), '');
  const models = await listModels(folder);
  assert.deepEqual(models.map(({ language }) => language), ['ja', 'ko', 'ko-KR']);
  assert.deepEqual(models[1]?.missing, ['am/final.mdl'], 'an empty file counts as missing');
  assert.deepEqual(await listLanguages(folder), []);
});

test('a model needs i-vectors when its settings name them, and does with one graph', async (context) => {
  const folder = await makeFolder(context);
  await writeModel(folder, 'x');
  for (const file of ['graph/HCLr.fst', 'graph/Gr.fst', 'graph/disambig_tid.int']) await rm(join(folder, file));
  await writeFile(join(folder, 'graph/HCLG.fst'), 'x');
  await rm(join(folder, 'ivector'), { recursive: true });
  assert.deepEqual(await findMissing(folder), []);
  await writeFile(join(folder, 'conf/model.conf'), '--ivector-silence-weighting.max-state-duration=40\n');
  assert.equal((await findMissing(folder)).length, 6);
});

test('older models have the same files without folders around them', async (context) => {
  const folder = await makeFolder(context);
  await mkdir(join(folder, 'ivector'));
  const flat = modelFiles.filter((file) => file !== 'conf/model.conf').map((file) => file.replace(/^(am|conf|graph\/phones|graph)\//, ''));
  for (const file of flat) await writeFile(join(folder, file), 'x');
  assert.deepEqual(await findMissing(folder), []);
  await rm(join(folder, 'Gr.fst'));
  assert.deepEqual(await findMissing(folder), ['Gr.fst']);
});
