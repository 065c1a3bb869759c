import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { systemEnvironment, useSharedStack } from './stack.ts';

const entryOf = (role: 'api' | 'worker' | 'recorder') => fileURLToPath(new URL(`../../src/start/${role}.ts`, import.meta.url));

export interface TestServer {
  url: string;
  apiKey: string;
  env: Record<string, string>;
  process: ChildProcess;
  /** What it wrote to standard output and error so far. */
  readLog(): string;
  /** Ends it as an operator would, and waits. */
  stop(): Promise<void>;
}

/** A real API process on the shared servers, ready to be called. Stop it in `after`. */
export async function startServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const stack = await useSharedStack();
  const server = await startServerOn(stack.env, settings);
  return {
    ...server,
    async stop() {
      await server.stop();
      await stack.stop();
    },
  };
}

/** A real API process on these servers. Its limits are off unless the settings say otherwise. */
export async function startServerOn(
  stack: Record<string, string>,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  const port = settings.PORT ?? (await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const limits = { RATE_LIMIT_KEY: 'off', RATE_LIMIT_PARTICIPANT: 'off', RATE_LIMIT_IP: 'off' };
  const env: Record<string, string> = { ...stack, ...limits, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: url, ...settings };
  const { child, log } = await spawnRole('api', env);
  const apiKey = env.PLENUM_API_KEY ?? '';
  return { url, apiKey, env, process: child, readLog: () => log.join(''), stop: () => stopProcess(child) };
}

/** A real worker process on these servers. */
export async function startWorkerOn(
  stack: Record<string, string>,
  settings: Record<string, string> = {},
): Promise<Pick<TestServer, 'process' | 'readLog' | 'stop'>> {
  const { child, log } = await spawnRole('worker', { ...stack, ...settings });
  return { process: child, readLog: () => log.join(''), stop: () => stopProcess(child) };
}

/** A real recorder process on these servers, whose disk is `folder`. Draws the page of the last build of the web app. */
export async function startRecorderOn(
  stack: Record<string, string>,
  folder: string,
  settings: Record<string, string> = {},
): Promise<Pick<TestServer, 'process' | 'readLog' | 'stop'>> {
  const { child, log } = await spawnRole('recorder', { ...stack, PLENUM_DATA_DIR: folder, ...settings });
  return { process: child, readLog: () => log.join(''), stop: () => stopProcess(child) };
}

async function spawnRole(role: 'api' | 'worker' | 'recorder', env: Record<string, string>) {
  const child = spawn(process.execPath, [entryOf(role)], {
    env: { ...systemEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => log.push(String(chunk)));
  await waitUntilReady(child, log);
  return { child, log };
}

async function waitUntilReady(child: ChildProcess, log: string[]): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The API process ended:\n${log.join('')}`);
  });
  await Promise.race([once(child, 'message'), ended]);
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
