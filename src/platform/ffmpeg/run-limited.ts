import { execFile } from 'node:child_process';
import { setPriority } from 'node:os';

const lastCharacters = 1_000;
/** Below the recorder, which draws rooms as they are. */
const niceness = 10;

export interface RunLimits {
  /** Then it is killed. */
  timeoutMs: number;
  input?: Buffer;
  signal?: AbortSignal;
}

/**
 * Runs `ffmpeg` or `ffprobe` on what somebody sent us: not for long, and only when others need no processor. Answers what
 * it wrote; rejects with the last of what it said, without addresses, which are secrets.
 */
export function runLimited(program: 'ffmpeg' | 'ffprobe', args: string[], limits: RunLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { timeoutMs: timeout, signal, input } = limits;
    const options = { encoding: 'buffer' as const, timeout, signal, killSignal: 'SIGKILL' as const, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(program, ['-hide_banner', '-loglevel', 'error', ...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const said = stderr.toString().replaceAll(/\bhttps?:\S+/g, '<address>').slice(-lastCharacters).trim();
      reject(new Error(`${program} failed: ${said || (error.killed ? 'it took too long' : `code ${error.code}`)}`));
    });
    if (child.pid !== undefined) lowerPriority(child.pid);
    // A program that ends before it has read everything says why by itself.
    child.stdin?.on('error', () => {}).end(input);
  });
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already.
  }
}
