import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median } from '../support/statistics.ts';

const run = promisify(execFile);
const sampleRate = 8_000;
const picturesPerSecond = 200;
/** Between two flashes or beeps lie seconds; a beep's waves cross zero all the time. */
const pauseMs = 500;

/** How much later than its flash a beep is heard in a file, in milliseconds; the median of all of them. */
export async function measureSoundOffset(file: string): Promise<number> {
  const flashes = await findFlashes(file);
  const beeps = await findBeeps(file);
  const offsets = flashes.flatMap((flash) => beeps.map((beep) => beep - flash).filter((offset) => Math.abs(offset) < pauseMs));
  return median(offsets);
}

/** When the middle of the picture becomes bright. */
async function findFlashes(file: string): Promise<number[]> {
  const filter = `fps=${picturesPerSecond}:start_time=0,crop=64:64,scale=1:1:flags=area,format=gray`;
  const pictures = await decode(['-i', file, '-vf', filter, '-f', 'rawvideo', '-']);
  return findOnsets(pictures, (brightness) => brightness > 128, picturesPerSecond);
}

/** When it becomes loud. */
async function findBeeps(file: string): Promise<number[]> {
  const filter = 'aresample=async=1000:first_pts=0';
  const bytes = await decode(['-i', file, '-vn', '-af', filter, '-ac', '1', '-ar', String(sampleRate), '-f', 'u8', '-']);
  return findOnsets(bytes, (sample) => Math.abs(sample - 128) > 12, sampleRate);
}

function findOnsets(values: Buffer, isOn: (value: number) => boolean, perSecond: number): number[] {
  const onsets: number[] = [];
  let lastOn = -Infinity;
  for (const [i, value] of values.entries()) {
    if (!isOn(value)) continue;
    const ms = (i * 1_000) / perSecond;
    if (ms - lastOn > pauseMs) onsets.push(ms);
    lastOn = ms;
  }
  return onsets;
}

async function decode(args: string[]): Promise<Buffer> {
  const options = { encoding: 'buffer' as const, maxBuffer: 256 * 1024 * 1024 };
  return (await run('ffmpeg', ['-v', 'error', '-nostdin', ...args], options)).stdout;
}
