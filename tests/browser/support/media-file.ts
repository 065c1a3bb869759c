import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Red, green and blue, 0 to 255. */
export type Rgb = [red: number, green: number, blue: number];

/** One picture of a film. */
export interface Picture {
  /** The mean colour of a square of `size` pixels around a point. */
  colourAt(x: number, y: number, size?: number): Rgb;
}

export interface Probe {
  codecs: string[];
  width: number;
  height: number;
  /** Seconds. */
  duration: number;
}

/** What ffprobe tells of a file; its duration is that of its last packet. */
export async function probe(file: string): Promise<Probe> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file]);
  const { streams, format } = JSON.parse(stdout) as {
    streams: { codec_name: string; width?: number; height?: number }[];
    format: { duration: string };
  };
  const video = streams.find(({ width }) => width !== undefined);
  return {
    codecs: streams.map(({ codec_name }) => codec_name).toSorted(),
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    duration: Number(format.duration),
  };
}

/** The pictures of a film at so many a second. They are kept small: `scale` is how much smaller than the film. */
export async function readPictures(file: string, perSecond: number, scale = 1): Promise<Picture[]> {
  const { width, height } = await probe(file);
  const [w, h] = [Math.round(width / scale), Math.round(height / scale)];
  const filter = `fps=${perSecond},scale=${w}:${h}:flags=area`;
  const bytes = await decode(['-i', file, '-vf', filter, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']);
  return Array.from({ length: Math.floor(bytes.length / (w * h * 3)) }, (_, i) => {
    const pixels = bytes.subarray(i * w * h * 3, (i + 1) * w * h * 3);
    return { colourAt: (x, y, size = 8) => meanColour(pixels, w, x / scale, y / scale, Math.max(1, size / scale)) };
  });
}

function meanColour(pixels: Buffer, width: number, x: number, y: number, size: number): Rgb {
  const sum: Rgb = [0, 0, 0];
  let count = 0;
  for (let row = Math.round(y - size / 2); row < y + size / 2; row += 1) {
    for (let column = Math.round(x - size / 2); column < x + size / 2; column += 1) {
      for (const channel of [0, 1, 2] as const) sum[channel] += pixels[(row * width + column) * 3 + channel] ?? 0;
      count += 1;
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** How loud a tone is in a file's sound, 0 to 1 for one that is all of it. */
export async function toneShare(file: string, hz: number): Promise<number> {
  const rate = 48_000;
  const bytes = await decode(['-i', file, '-vn', '-ac', '1', '-ar', String(rate), '-f', 'f32le', '-']);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
  // A tenth of a second at a time: the phase of a tone that crossed a network does not stay for long.
  const block = rate / 10;
  let [tone, all] = [0, 0];
  for (let start = 0; start + block <= samples.length; start += block) {
    const part = samples.subarray(start, start + block);
    tone += powerAt(part, (2 * Math.PI * hz) / rate);
    all += part.reduce((sum, sample) => sum + sample * sample, 0) / block;
  }
  return all === 0 ? 0 : tone / all;
}

/** The mean square of one frequency's part of the samples. */
function powerAt(samples: Float32Array, step: number): number {
  let [real, imaginary] = [0, 0];
  for (const [i, sample] of samples.entries()) {
    real += sample * Math.cos(step * i);
    imaginary += sample * Math.sin(step * i);
  }
  return (2 * (real ** 2 + imaginary ** 2)) / samples.length ** 2;
}

async function decode(args: string[]): Promise<Buffer> {
  const options = { encoding: 'buffer' as const, maxBuffer: 512 * 1024 * 1024 };
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-nostdin', ...args], options);
  return stdout;
}
