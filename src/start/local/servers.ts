import { findProgram } from '../../platform/find-program.ts';
import { takeDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { givenServers } from './given.ts';
import { holdIngress } from './local-ingress.ts';
import type { LocalIngress } from './local-ingress.ts';
import { waitForLock } from './lock.ts';
import { choosePorts } from './ports.ts';
import type { ServerPorts } from './ports.ts';
import { endLeftovers } from './process/leftovers.ts';
import { lineProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { superviseServer } from './servers/supervise-server.ts';
import type { RunningServer } from './servers/supervise-server.ts';
import { INGRESS_PORTS, ingressEnvironment } from './servers/ingress.ts';
import { prepareLivekitRedis } from './servers/livekit-redis.ts';
import { prepareLivekit } from './servers/livekit.ts';
import { prepareMinio } from './servers/minio.ts';
import { preparePostgres } from './servers/postgres.ts';
import { prepareRedis } from './servers/redis.ts';
import { SERVER_NAMES } from './servers/server.ts';
import type { EarlyServerName, PreparedServer, ServerContext, ServerName } from './servers/server.ts';
import { keepSecrets } from './secrets.ts';
import { stackEnvironment } from './stack-environment.ts';
import { StackFile, readStack } from './stack-file.ts';
import type { Stack } from './stack-file.ts';
import { StartError } from './start-error.ts';

export interface LocalServersOptions {
  /** Where data, logs, secrets and stack.json live; made when it is not there. */
  dataDir: string;
  /** The settings; a server that they give is not started. */
  env: NodeJS.ProcessEnv;
  /** Gets each line about what is done. */
  report: (line: string) => void;
  /** How to show steps that take long; by lines to `report` when left out. */
  progress?: Progress;
}

/** PostgreSQL, Redis, LiveKit with a Redis of its own, and MinIO, as far as they are not given, running. */
export interface LocalServers {
  dataDir: string;
  /** The servers that were started here, not given. */
  started: EarlyServerName[];
  /** Everything that a process of this stack needs to know, secrets included. */
  env: Record<string, string>;
  ports: Stack['ports'];
  /** One per running process, kept up to date. */
  pids: Stack['pids'];
  stackFile: StackFile;
  /**
   * Gets and starts LiveKit's ingress, which may take minutes the first time. Rejects with the reason why it cannot be.
   * Null when LiveKit is given: then its ingress would have to be, too.
   */
  startIngress: (() => Promise<void>) | null;
  /** Stops all servers and frees the data folder. */
  stop(): Promise<void>;
  /** Sends a signal to one server; when it dies of it, it is started again. */
  kill(name: ServerName, signal: NodeJS.Signals): void;
  /** Stops one server until `startServer`. */
  stopServer(name: ServerName): Promise<void>;
  /** Starts a stopped server on its old port and waits until it is ready. */
  startServer(name: ServerName): Promise<void>;
}

const PREPARE: Record<EarlyServerName, (context: ServerContext) => Promise<PreparedServer>> = {
  postgres: preparePostgres,
  redis: prepareRedis,
  livekitRedis: prepareLivekitRedis,
  livekit: prepareLivekit,
  minio: prepareMinio,
};

/** Gets and starts the local servers, each on its usual port or a free one. They end with this process. */
export async function startLocalServers(options: LocalServersOptions): Promise<LocalServers> {
  const folder = await takeDataFolder(options.dataDir);
  try {
    return await startServersIn(folder, options);
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** The same in a data folder that is taken already; `stop` frees it. */
export async function startServersIn(
  folder: DataFolder,
  options: Omit<LocalServersOptions, 'dataDir'>,
): Promise<LocalServers> {
  const dataDir = folder.path;
  const given = givenServers(options.env);
  await requireSetpriv(options.env);
  const last = await readStack(dataDir);
  await endLeftovers(dataDir, Object.values(last.pids));
  const secrets = await keepSecrets(dataDir, options.env);
  const progress = options.progress ?? lineProgress(options.report);
  const started = SERVER_NAMES.filter((name) => !given.has(name));
  const context: ServerContext = { dataDir, env: options.env, secrets, progress };
  const prepared = await Promise.all(started.map((name) => PREPARE[name](context)));
  const stackFile = new StackFile(dataDir, { ports: last.ports, pids: { start: process.pid }, env: {} });
  const { running, ingress } = await startPrepared(prepared, context, { stackFile, report: options.report });
  const { stack } = stackFile;
  stack.env = stackEnvironment({ env: options.env, secrets, given, prepared, ports: stack.ports as ServerPorts });
  if (ingress) Object.assign(stack.env, ingressEnvironment(stack.ports as ServerPorts));
  await stackFile.write();
  return {
    dataDir,
    started,
    env: stack.env,
    ports: stack.ports,
    pids: stack.pids,
    stackFile,
    startIngress: ingress && (() => startIngress(ingress, running)),
    async stop() {
      await Promise.all([ingress?.stop(), stopAll(running)]);
      await stackFile.clearPids();
      folder.release();
    },
    kill: (name, signal) => find(running, name).kill(signal),
    stopServer: (name) => find(running, name).stop(),
    startServer: (name) => find(running, name).start(),
  };
}

/** Ports are chosen and taken by one stack of this machine at a time: two that start together would choose the same. */
async function startPrepared(
  prepared: PreparedServer[],
  context: ServerContext,
  { stackFile, report }: StartContext,
): Promise<{ running: Map<ServerName, RunningServer>; ingress: LocalIngress | null }> {
  const running = new Map<ServerName, RunningServer>();
  const hasLivekit = prepared.some(({ name }) => name === 'livekit');
  const portsLock = await waitForLock('ports', 60_000);
  try {
    const portNames = [...prepared.flatMap((server) => server.portNames), ...(hasLivekit ? INGRESS_PORTS : [])];
    Object.assign(stackFile.stack.ports, await choosePorts(stackFile.stack.ports, portNames, report));
    const ingress = hasLivekit ? await holdIngress(context, { stackFile, report }) : null;
    for (const server of prepared) running.set(server.name, superviseServer(server, context.dataDir, stackFile, report));
    const starts = await Promise.allSettled([...running.values()].map((server) => server.start()));
    const failed = starts.find((start) => start.status === 'rejected');
    if (!failed) return { running, ingress };
    await ingress?.stop();
    await stopAll(running);
    throw failed.reason;
  } finally {
    portsLock.release();
  }
}

async function startIngress(ingress: LocalIngress, running: Map<ServerName, RunningServer>): Promise<void> {
  const server = await ingress.start();
  if (server) running.set('ingress', server);
}

/** With it the kernel ends what was started here when this process ends, however it ends. */
async function requireSetpriv(env: NodeJS.ProcessEnv): Promise<void> {
  if (await findProgram('setpriv', env.PATH ?? '')) return;
  throw new StartError('setpriv is not in PATH: install the package util-linux, then start again.');
}

/** LiveKit says goodbye in its Redis, so that one ends last. */
async function stopAll(running: Map<ServerName, RunningServer>): Promise<void> {
  const others = [...running].filter(([name]) => name !== 'livekitRedis').map(([, server]) => server.stop());
  await Promise.all(others);
  await running.get('livekitRedis')?.stop();
}

interface StartContext {
  stackFile: StackFile;
  report: (line: string) => void;
}

function find(running: Map<ServerName, RunningServer>, name: ServerName): RunningServer {
  const server = running.get(name);
  if (!server) throw new Error(`${name} was not started here: the environment gives it`);
  return server;
}
