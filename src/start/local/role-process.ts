import { join } from 'node:path';

import { spawnTied } from './process/spawn.ts';
import { supervise } from './process/supervise.ts';
import type { Supervised } from './process/supervise.ts';
import type { Progress } from './progress.ts';
import type { LocalServers } from './servers.ts';
import { StartError } from './start-error.ts';
import { followLog } from './process/log-tail.ts';

/** The processes of the product itself; see the roles in main.ts. */
export type RoleName = 'api' | 'worker' | 'recorder' | 'transcriber';

const TITLES: Record<RoleName, string> = { api: 'API', worker: 'worker', recorder: 'recorder', transcriber: 'transcriber' };
const READY_WITHIN_MS = 60_000;
const DRAIN_MS = 10_000;

export interface RoleOptions {
  env: NodeJS.ProcessEnv;
  progress: Progress;
  /** What is to be stopped with the stack; told before it is started, since a stop may come meanwhile. */
  roles: Supervised[];
}

/** Starts one role on the local servers and keeps it running; its log goes to `logs/<role>.log`. */
export async function startRoleProcess(
  role: RoleName,
  servers: LocalServers,
  { env, progress, roles }: RoleOptions,
): Promise<void> {
  const logFile = join(servers.dataDir, 'logs', `${role}.log`);
  const log = await followLog(logFile);
  let ready = false;
  const tell = tellOnce(progress);
  const supervised = supervise({
    beforeLaunch: async () => {},
    spawn() {
      ready = false;
      const child = spawnTied(
        {
          file: process.execPath,
          args: [join(import.meta.dirname, `../${role}.ts`)],
          env: { ...(env as Record<string, string>), ...servers.env, PLENUM_DATA_DIR: servers.dataDir },
          cwd: process.cwd(),
          deathSignal: 'KILL',
          runAs: null,
          ipc: true,
        },
        logFile,
      );
      child.on('message', (message) => {
        ready ||= message === 'ready';
        tell(message);
      });
      return child;
    },
    isReady: async () => ready,
    stopSteps: [{ signal: 'SIGTERM', waitMs: DRAIN_MS }],
    onPid: (pid) => servers.stackFile.setPid(role, pid),
    onDeath: (how) => progress.line(`The ${TITLES[role]} ended (${how}) and is started again; its log is ${logFile}.`),
  });
  roles.push(supervised);
  try {
    await progress.step(`Starting the ${TITLES[role]}`, () => supervised.start(READY_WITHIN_MS));
  } catch (error) {
    await supervised.stop();
    throw new StartError(`The ${TITLES[role]} ${(error as Error).message}; ${logFile} says: ${await log.lastLines()}`);
  }
}

const NEWS: Record<string, string> = {
  recording: 'Rooms can be recorded and streamed now.',
  transcribing: 'What is said in rooms can be transcribed now.',
};

/** Recorders and transcribers are ready before what they need is there, and may be started again. */
function tellOnce(progress: Progress): (message: unknown) => void {
  const told = new Set<unknown>();
  return (message) => {
    const line = NEWS[String(message)];
    if (line && !told.has(message)) progress.line(line);
    told.add(message);
  };
}
