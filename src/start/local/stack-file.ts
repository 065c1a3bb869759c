import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ServerPorts } from './ports.ts';
import { writePrivateFile } from './private-file.ts';

/** `<data folder>/stack.json`: what a local stack took, for its next start and for whoever wants to join it. */
export interface Stack {
  ports: Partial<ServerPorts> & { api?: number };
  /** One per process that runs now; empty when the stack is stopped. */
  pids: Record<string, number>;
  /** The complete environment of a process of this stack, secrets included. */
  env: Record<string, string>;
}

/** The stack as it was written last; empty when there was none or it cannot be read. */
export async function readStack(dataDir: string): Promise<Stack> {
  const empty: Stack = { ports: {}, pids: {}, env: {} };
  try {
    return { ...empty, ...(JSON.parse(await readFile(stackPath(dataDir), 'utf8')) as Partial<Stack>) };
  } catch {
    return empty;
  }
}

/** Keeps stack.json as the stack is; writes follow one another, so that the newest state wins. */
export class StackFile {
  readonly stack: Stack;
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string, stack: Stack) {
    this.#path = stackPath(dataDir);
    this.stack = stack;
  }

  setPid(name: string, pid: number | null): void {
    if (pid === null) delete this.stack.pids[name];
    else this.stack.pids[name] = pid;
    void this.write();
  }

  async clearPids(): Promise<void> {
    for (const name of Object.keys(this.stack.pids)) delete this.stack.pids[name];
    await this.write();
  }

  write(): Promise<void> {
    this.#writing = this.#writing
      .then(() => writePrivateFile(this.#path, `${JSON.stringify(this.stack, null, 2)}\n`))
      .catch(() => {});
    return this.#writing;
  }
}

function stackPath(dataDir: string): string {
  return join(dataDir, 'stack.json');
}
