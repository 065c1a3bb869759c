import { spawn } from 'node:child_process';

import { tiedCommandLine } from '../process/spawn.ts';
import type { Command } from '../process/spawn.ts';

/** How a short-lived program ended; `output` is what it wrote to stdout and stderr, in that order of arrival. */
export interface ToolResult {
  code: number | null;
  output: string;
}

/** Runs a program to its end, tied to this process's life; `input` goes to its stdin. */
export function runTool(command: Omit<Command, 'deathSignal'>, input = ''): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const [file, ...args] = tiedCommandLine({ ...command, deathSignal: 'KILL' }) as [string, ...string[]];
    const { cwd, env } = command;
    const child = spawn(file, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    const endGroup = (): void => killGroup(child.pid);
    process.once('exit', endGroup);
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', () => {});
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', endGroup);
      resolve({ code, output });
    });
    child.stdin.end(input);
  });
}

/** Ends a program with those that it started itself, such as a compiler. */
function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Ended meanwhile.
  }
}

/** The last lines that a program wrote, for an error message. */
export function lastLines(output: string, count = 3): string {
  return output.trim().split('\n').slice(-count).join(' / ');
}
