import { join } from 'node:path';

import { spawnTied } from './process/spawn.ts';
import { supervise } from './process/supervise.ts';
import type { Supervised } from './process/supervise.ts';
import type { Progress } from './progress.ts';
import type { LocalServers } from './servers.ts';
import { StartError } from './start-error.ts';
import { followLog } from './process/log-tail.ts';

const API_ENTRY = join(import.meta.dirname, '../api.ts');
const READY_WITHIN_MS = 60_000;
const DRAIN_MS = 10_000;

/** Starts the API on the local servers and keeps it running; its log goes to `logs/api.log`. */
export async function startApiProcess(
  servers: LocalServers,
  { env, port, progress }: { env: NodeJS.ProcessEnv; port: number; progress: Progress },
): Promise<Supervised> {
  const logFile = join(servers.dataDir, 'logs', 'api.log');
  const log = await followLog(logFile);
  servers.ports.api = port;
  let ready = false;
  const api = supervise({
    spawn() {
      ready = false;
      const child = spawnTied(
        {
          file: process.execPath,
          args: [API_ENTRY],
          env: { ...(env as Record<string, string>), ...servers.env, PLENUM_DATA_DIR: servers.dataDir },
          cwd: process.cwd(),
          deathSignal: 'KILL',
          runAs: null,
          ipc: true,
        },
        logFile,
      );
      child.on('message', (message) => (ready ||= message === 'ready'));
      return child;
    },
    isReady: async () => ready,
    stopSteps: [{ signal: 'SIGTERM', waitMs: DRAIN_MS }],
    onPid: (pid) => servers.stackFile.setPid('api', pid),
    onDeath: (how) => progress.line(`The API ended (${how}) and is started again; its log is ${logFile}.`),
  });
  try {
    await progress.step('Starting the API', () => api.start(READY_WITHIN_MS));
  } catch (error) {
    await api.stop();
    await servers.stop();
    throw new StartError(`The API ${(error as Error).message}; ${logFile} says: ${await log.lastLines()}`);
  }
  return api;
}
