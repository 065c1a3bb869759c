import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type SharedStack, systemEnvironment, useSharedStack } from './stack.ts';

type Role = 'api' | 'worker' | 'recorder' | 'transcriber';

const entryOf = (role: Role) => fileURLToPath(new URL(`../../src/start/${role}.ts`, import.meta.url));

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
  return startServerWith(await useSharedStack(), settings);
}

/** The same on this stack, which stops with it. */
export async function startServerWith(stack: SharedStack, settings: Record<string, string>): Promise<TestServer> {
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
  const limits = { RATE_LIMIT_KEY: 'off', RATE_LIMIT_PARTICIPANT: 'off', RATE_LIMIT_IP: 'off', RATE_LIMIT_LOGIN: 'off', RATE_LIMIT_RESET: 'off', RATE_LIMIT_GUEST: 'off', RATE_LIMIT_HAND_RAISE: 'off' };
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

/** A real transcriber process on these servers, with the models of this folder. */
export async function startTranscriberOn(
  stack: Record<string, string>,
  modelsFolder: string,
  settings: Record<string, string> = {},
): Promise<Pick<TestServer, 'process' | 'readLog' | 'stop'>> {
  const { child, log } = await spawnRole('transcriber', { ...stack, VOSK_MODELS_DIR: modelsFolder, ...settings });
  return { process: child, readLog: () => log.join(''), stop: () => stopProcess(child) };
}

async function spawnRole(role: Role, env: Record<string, string>) {
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
  // Until then it is in use.
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
