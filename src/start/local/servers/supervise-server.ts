import { join } from 'node:path';

import { followLog } from '../process/log-tail.ts';
import { spawnTied } from '../process/spawn.ts';
import { supervise } from '../process/supervise.ts';
import type { Supervised } from '../process/supervise.ts';
import type { ServerPorts } from '../ports.ts';
import type { StackFile } from '../stack-file.ts';
import { StartError } from '../start-error.ts';
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
      await supervised?.stop();
      const command = await server.command(ports);
      const log = await followLog(logFile);
      supervised = supervise({
        beforeLaunch: async () => server.beforeLaunch?.(ports),
        spawn: () => spawnTied(command, logFile),
        isReady: () => server.isReady(ports),
        stopSteps: server.stopSteps,
        onPid: (pid) => stackFile.setPid(server.name, pid),
        onDeath: (how) => report(`${server.title} ended (${how}) and is started again.`),
      });
      try {
        await supervised.start(READY_WITHIN_MS);
      } catch (error) {
        throw new StartError(`${server.title} ${(error as Error).message}; ${logFile} says: ${await log.lastLines()}`);
      }
    },
    stop: async () => supervised?.stop(),
    kill: (signal) => supervised?.kill(signal),
  };
}
