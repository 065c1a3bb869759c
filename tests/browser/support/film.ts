import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A film with a tone, first red, from its middle on blue; its pictures as a strip; and its sound alone. */
export interface Film {
  /** Seconds. */
  duration: number;
  video: Buffer;
  strip: Buffer;
  audio: Buffer;
}

/** Makes a film with ffmpeg, as recordings are: H.264 and Opus in MP4, the index in front. */
export async function makeFilm(duration: number): Promise<Film> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-film-'));
  const colour = (name: string) => ['-f', 'lavfi', '-i', `color=${name}:s=640x360:r=25:d=${duration / 2}`];
  const tone = ['-f', 'lavfi', '-i', `sine=440:r=48000:d=${duration}`];
  const make = async (name: string, args: string[]) => {
    await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, join(folder, name)]);
    return readFile(join(folder, name));
  };
  try {
    const joined = ['-filter_complex', '[0][1]concat=n=2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '25'];
    const packed = ['-c:a', 'libopus', '-movflags', '+faststart'];
    return {
      duration,
      video: await make('film.mp4', [...colour('red'), ...colour('blue'), ...tone, ...joined, ...packed]),
      strip: await make('strip.jpg', [
        ...['-i', join(folder, 'film.mp4'), '-frames:v', '1'],
        ...['-vf', `fps=10/${duration},scale=160:90,tile=10x1`],
      ]),
      audio: await make('sound.mp4', [...tone, ...packed]),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
