import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Appends what a process writes to a log, line by line and without what `secrets` matches. */
export function copyMasked({ stdout, stderr }: ChildProcess, logFile: string, secrets: RegExp): void {
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  // A full disk must not end the stack.
  log.on('error', () => {});
  for (const input of [stdout, stderr]) {
    if (input) createInterface({ input }).on('line', (line) => log.write(`${line.replaceAll(secrets, '***')}\n`));
  }
}
