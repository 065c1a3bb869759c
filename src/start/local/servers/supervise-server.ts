import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { spawnTied } from '../process/spawn.ts';
import { supervise } from '../process/supervise.ts';
import type { Supervised } from '../process/supervise.ts';
import type { ServerPorts } from '../ports.ts';
import type { StackFile } from '../stack-file.ts';
import { StartError } from '../start-error.ts';
import { lastLines } from '../tools/run-tool.ts';
import type { PreparedServer } from './server.ts';

/** One running local server. */
export interface RunningServer {
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Longer than any start but one that has very much to recover. */
const READY_WITHIN_MS = 60_000;

/** Runs a prepared server on the stack's ports and keeps it running; its output goes to `logs/<name>.log`. */
export function superviseServer(
  server: PreparedServer,
  dataDir: string,
  stackFile: StackFile,
  report: (line: string) => void,
): RunningServer {
  const ports = stackFile.stack.ports as ServerPorts;
  const logFile = join(dataDir, 'logs', `${server.name}.log`);
  let supervised: Supervised | null = null;
  return {
    async start() {
      const command = await server.command(ports);
      const logStart = await fileSize(logFile);
      supervised = supervise({
        spawn: () => spawnTied(command, logFile),
        isReady: () => server.isReady(ports),
        stopSteps: server.stopSteps,
        onPid: (pid) => stackFile.setPid(server.name, pid),
        onDeath: (how) => report(`${server.title} ended (${how}) and is started again.`),
      });
      try {
        await supervised.start(READY_WITHIN_MS);
      } catch (error) {
        const said = lastLines(await readFrom(logFile, logStart));
        throw new StartError(`${server.title} ${(error as Error).message}; ${logFile} says: ${said}`);
      }
    },
    stop: async () => supervised?.stop(),
    kill: (signal) => supervised?.kill(signal),
  };
}

async function fileSize(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path).catch(() => null);
  if (!file) return '';
  try {
    const buffer = Buffer.alloc(64 * 1024);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
