import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { copyMasked } from './masked-log.ts';
import type { RunAs } from './run-as.ts';

/** A program that must not outlive this process. */
export interface Command {
  file: string;
  args: string[];
  /** The whole environment: nothing of this process's own leaks in. */
  env: Record<string, string>;
  cwd: string;
  /** What the kernel sends it when this process ends, however it ends. */
  deathSignal: 'KILL' | 'INT';
  /** Another user to run as; null is this process's user. */
  runAs: RunAs | null;
  /** Whether to open a channel for messages from the child. */
  ipc?: boolean;
  /** What of its output the log does not get. */
  secrets?: RegExp;
}

const LOG_LIMIT_BYTES = 20_000_000;

/**
 * Starts a program in a session of its own, so that Ctrl-C reaches this process alone and the order of stopping is
 * ours, tied to this process's life by the kernel's parent-death signal. Its output is appended to `logFile`.
 */
export function spawnTied(command: Command, logFile: string): ChildProcess {
  const log = openLog(logFile);
  try {
    const [file, ...args] = tiedCommandLine(command) as [string, ...string[]];
    const { cwd, env, secrets } = command;
    const output = secrets ? 'pipe' : log;
    const stdio: StdioOptions = command.ipc ? ['ignore', output, output, 'ipc'] : ['ignore', output, output];
    const child = spawn(file, args, { cwd, env, detached: true, stdio });
    if (secrets) copyMasked(child, logFile, secrets);
    return child;
  } finally {
    closeSync(log);
  }
}

/** The command line that changes the user first: a change of user clears the parent-death signal. */
export function tiedCommandLine(command: Command): string[] {
  const tied = ['setpriv', '--pdeathsig', command.deathSignal, '--', command.file, ...command.args];
  return command.runAs ? [...command.runAs.prefix, ...tied] : tied;
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
