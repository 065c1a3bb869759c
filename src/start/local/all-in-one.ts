import { setTimeout as sleep } from 'node:timers/promises';
import { readModelsFolder } from '../../config/index.ts';
import { listLanguages } from '../../platform/stt/models/list-models.ts';
import { takeDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { checkPort, checkSettings } from './check-settings.ts';
import type { ServerPorts } from './ports.ts';
import { lineProgress, terminalProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Supervised } from './process/supervise.ts';
import { startRoleProcess } from './role-process.ts';
import type { RoleName } from './role-process.ts';
import { dataFolderOf } from './running-stack.ts';
import { startServersIn } from './servers.ts';
import type { LocalServers } from './servers.ts';
import { ingressAddresses } from './servers/ingress.ts';
import { summary } from './summary.ts';
import { requireAptSoftware } from './tools/apt-packages.ts';
import { recorderPrograms } from './tools/recorder-programs.ts';
import { buildWebPage } from './web-page.ts';

const startAgainMs = 2_000;

/** Starts everything on this machine and keeps it running until a signal says stop. */
export async function runAllInOne(env: NodeJS.ProcessEnv): Promise<void> {
  const startedAt = performance.now();
  // A terminal that is gone must not keep this process from stopping in order.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const progress = process.stdout.isTTY ? terminalProgress(process.stdout) : lineProgress((line) => console.log(line));
  const atStop = onStopSignal(() => stopWhileStarting(progress));
  const settings = checkSettings(env);
  const folder = await takeDataFolder(dataFolderOf(env));
  await checkPort(settings.port, settings.host);
  const stack = await startStack(folder, { env, port: settings.port, progress });
  atStop.replace(() => stopStack(stack, progress));
  const seconds = (performance.now() - startedAt) / 1000;
  const languages = await listLanguages(modelsFolderOf(stack.servers, env)).catch(() => []);
  progress.line(summary({ servers: stack.servers, settings, env, hasWebPage: stack.hasWebPage, languages, seconds }));
  // When everything else serves: what has to be installed and built takes minutes, and nothing waits for it.
  await Promise.all([
    prepareRecorder(stack, { env, progress }),
    startLate('transcriber', stack, { env, progress }),
    startIngress(stack, { env, progress }),
  ]);
}

/** The recorder looks for its programs until they are there. */
async function prepareRecorder(stack: RunningStack, { env, progress }: Options): Promise<void> {
  await startLate('recorder', stack, { env, progress });
  await requireAptSoftware(recorderPrograms(env), env, progress).catch((error: Error) => {
    if (!stack.isStopping) progress.line(`Nothing can be recorded, everything else works: ${error.message}`);
  });
}

function startRole(role: RoleName, { servers, roles }: RunningStack, options: Options): Promise<void> {
  return startRoleProcess(role, servers, { ...options, roles });
}

/** Starts a role when the API serves already: what ends it while it starts does not end the rest, and it is tried again. */
async function startLate(role: RoleName, stack: RunningStack, options: Options): Promise<void> {
  while (!stack.isStopping) {
    const failure = await startRole(role, stack, options).then(() => null, (error: Error) => error);
    if (failure === null || stack.isStopping) return;
    options.progress.line(`${failure.message}\nEverything else works; it is started again.`);
    await sleep(startAgainMs);
  }
}

function modelsFolderOf({ dataDir }: LocalServers, env: NodeJS.ProcessEnv): string {
  return readModelsFolder({ ...env, PLENUM_DATA_DIR: dataDir });
}

async function startIngress(stack: RunningStack, { env, progress }: Options): Promise<void> {
  const { startIngress: start, ports } = stack.servers;
  if (start === null) return;
  const { rtmp, whip } = ingressAddresses(ports as ServerPorts, env);
  const outcome = await start().then(
    () => `LiveKit's ingress is ready: ${rtmp} and ${whip}`,
    (error: Error) => `There is no ingress, everything else works: ${error.message}`,
  );
  if (!stack.isStopping) progress.line(outcome);
}

interface Options {
  env: NodeJS.ProcessEnv;
  progress: Progress;
}

interface RunningStack {
  servers: LocalServers;
  /** The processes of the product itself. */
  roles: Supervised[];
  hasWebPage: boolean;
  isStopping: boolean;
}

async function startStack(
  folder: DataFolder,
  { env, port, progress }: Options & { port: number },
): Promise<RunningStack> {
  const [servers, hasWebPage] = await Promise.all([
    startServersIn(folder, { env, report: progress.line, progress }),
    buildWebPage(env, progress),
  ]);
  servers.ports.api = port;
  const stack: RunningStack = { servers, roles: [], hasWebPage, isStopping: false };
  // What answers and what acts on it; the recorder and the transcriber come when these are ready.
  const early = [startRole('worker', stack, { env, progress }), startRole('api', stack, { env, progress })];
  await Promise.all(early).catch(async (error: unknown) => {
    await servers.stop();
    throw error;
  });
  return stack;
}

/** What is being built or started is tied to this process and ends with it. */
function stopWhileStarting(progress: Progress): void {
  progress.line('Stopped.');
  process.exit(0);
}

/** The servers last, so that the requests and the work under way can be finished. */
async function stopStack(stack: RunningStack, progress: Progress): Promise<void> {
  stack.isStopping = true;
  progress.line('Stopping ...');
  await Promise.all(stack.roles.map((role) => role.stop()));
  await stack.servers.stop();
  progress.line('Stopped.');
  process.exit(0);
}

/**
 * Runs an action at the first SIGINT, SIGTERM or SIGHUP; `replace` sets another one. A Ctrl-C reaches this process twice, from
 * the terminal and through npm, so only one that comes later means "at once".
 */
function onStopSignal(first: () => void): { replace(action: () => void): void } {
  const PATIENCE_MS = 1_500;
  let action = first;
  let since: number | null = null;
  const handle = (): void => {
    if (since === null) {
      since = performance.now();
      action();
    } else if (performance.now() - since > PATIENCE_MS) {
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
  return { replace: (next) => void (action = next) };
}
