import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type FfmpegProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Reads the private options from standard input, up to an empty line, and hands them on as a preset: they stand neither
 * on the command line nor in the environment, where others could read them. When the process that started it is killed,
 * the kernel kills it.
 */
const SCRIPT = `
options=
while IFS= read -r line && [ -n "$line" ]; do options="$options$line
"; done
exec 3<<EOF
$options
EOF
exec env -i PATH="$PATH" setpriv --pdeathsig KILL -- ffmpeg "$@"`;

/** What makes ffmpeg read the private options; stands before an output. */
export const readPrivateOptions = ['-fpre', '/dev/fd/3'];

/**
 * Starts ffmpeg, which reads from standard input and ends with this process, however that ends.
 * @param privateOptions for the output that `readPrivateOptions` stands before; each at most 990 characters, one line.
 */
export function spawnFfmpeg(args: string[], privateOptions: Record<string, string> = {}): FfmpegProcess {
  const quiet = ['-hide_banner', '-loglevel', 'error', '-nostats'];
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...quiet, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  // What is written to a process that has ended is lost; its end is told by its exit.
  child.stdin.on('error', () => {});
  const lines = Object.entries(privateOptions).map(([name, value]) => `${name}=${value}\n`);
  child.stdin.write(`${lines.join('')}\n`);
  return child;
}
