import { execFile, type ExecFileException } from 'node:child_process';

const lastCharacters = 2_000;

/** Why ffmpeg did not do what it was to. */
export class FfmpegError extends Error {
  /** It was not the file's fault: ffmpeg was ended, could not be started, or had no room. Another try may do. */
  readonly wasHindered: boolean;

  constructor(message: string, wasHindered: boolean) {
    super(message);
    this.wasHindered = wasHindered;
  }
}

/**
 * Runs `ffmpeg` or `ffprobe` from PATH to its end, and no longer than this process lives, lest it write what the next one
 * writes. Rejects with an FfmpegError that has the last lines of what it said.
 */
export function runFfmpeg(program: 'ffmpeg' | 'ffprobe', args: string[]): Promise<string> {
  const quiet = program === 'ffmpeg' ? ['-nostdin', '-y'] : [];
  const all = ['--pdeathsig', 'KILL', '--', program, '-hide_banner', '-loglevel', 'error', ...quiet, ...args];
  return new Promise((resolve, reject) => {
    execFile('setpriv', all, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const said = stderr.slice(-lastCharacters).trim();
      reject(new FfmpegError(`${program} failed: ${said || error.message}`, isHindrance(error, said)));
    });
  });
}

/** What ffmpeg ends with after a signal that it has caught, and setpriv when it cannot start it. */
const codesOfOthers = new Set([126, 127, 255]);
const noRoom = /No space left on device|Disk quota exceeded|Cannot allocate memory|Too many open files/i;

function isHindrance({ code, signal, killed }: ExecFileException, said: string): boolean {
  const wasEnded = killed === true || (signal ?? null) !== null || typeof code !== 'number';
  return wasEnded || codesOfOthers.has(code) || noRoom.test(said);
}

/** Whether they are on this machine. */
export function hasFfmpeg(): Promise<boolean> {
  return runFfmpeg('ffprobe', ['-version']).then(() => true, () => false);
}
