import { execFile } from 'node:child_process';

const lastCharacters = 2_000;

/** Runs `ffmpeg` or `ffprobe` from PATH to its end. Rejects with the last lines of what it said. */
export function runFfmpeg(program: 'ffmpeg' | 'ffprobe', args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const quiet = program === 'ffmpeg' ? ['-nostdin', '-y'] : [];
    execFile(program, ['-hide_banner', '-loglevel', 'error', ...quiet, ...args], (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} failed: ${stderr.slice(-lastCharacters).trim() || error.message}`));
    });
  });
}
