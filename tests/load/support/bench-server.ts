import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { findFreePort, stopProcess } from '../../support/server.ts';
import { systemEnvironment } from '../../support/stack.ts';
import { spawnPinned } from './spawn-pinned.ts';

export interface BenchServer {
  url: string;
  /** Of `setpriv` and `taskset` nothing is left: they become the server. */
  pid: number;
  stop(): Promise<void>;
  /** Kills it with -9. */
  kill(): Promise<void>;
}

interface Options {
  /** The core it is kept on; anywhere when left out. */
  core?: number;
}

interface ApiOptions extends Options {
  settings?: Record<string, string>;
}

const apiEntry = fileURLToPath(new URL('../../../src/start/api.ts', import.meta.url));

/** As in production, but that no limit is ever reached. */
const unreachedLimits = {
  RATE_LIMIT_KEY: '100000000/1m',
  RATE_LIMIT_PARTICIPANT: '100000000/1m',
  RATE_LIMIT_IP: '100000000/1m',
};

/** An API process with the default log level, which writes its log to a file as it does in production. */
export async function startApi(servers: LocalServers, { settings, ...options }: ApiOptions = {}): Promise<BenchServer> {
  return startBenchServer(apiEntry, servers, { ...unreachedLimits, ...settings }, options);
}

/** A server script that listens on PORT and tells when it is ready by a message. */
export async function startBenchServer(
  script: string,
  servers: LocalServers,
  settings: Record<string, string>,
  { core }: Options = {},
): Promise<BenchServer> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...systemEnvironment(), ...servers.env, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: url, ...settings };
  const log = await open(join(servers.dataDir, 'logs', `bench-${port}.log`), 'a');
  const child = spawnPinned(script, [], { core, env, stdio: ['ignore', log.fd, 'inherit', 'ipc'] });
  await log.close();
  await waitUntilReady(child, script);
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => stopProcess(child),
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function waitUntilReady(child: ChildProcess, script: string): Promise<void> {
  const failed = Promise.race([once(child, 'exit'), once(child, 'error')]).then(([reason]) => {
    throw new Error(`${script} ended before it was ready: ${reason}`);
  });
  await Promise.race([once(child, 'message'), failed]);
}
