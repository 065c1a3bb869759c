import { takeDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { checkPort, checkSettings } from './check-settings.ts';
import { lineProgress, terminalProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Supervised } from './process/supervise.ts';
import { startRoleProcess } from './role-process.ts';
import { dataFolderOf } from './running-stack.ts';
import { startServersIn } from './servers.ts';
import type { LocalServers } from './servers.ts';
import { summary } from './summary.ts';
import { buildWebPage } from './web-page.ts';

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
  progress.line(summary({ servers: stack.servers, settings, env, hasWebPage: stack.hasWebPage, seconds }));
}

interface RunningStack {
  servers: LocalServers;
  /** The processes of the product itself. */
  roles: Supervised[];
  hasWebPage: boolean;
}

async function startStack(
  folder: DataFolder,
  { env, port, progress }: { env: NodeJS.ProcessEnv; port: number; progress: Progress },
): Promise<RunningStack> {
  const [servers, hasWebPage] = await Promise.all([
    startServersIn(folder, { env, report: progress.line, progress }),
    buildWebPage(env, progress),
  ]);
  servers.ports.api = port;
  const roles = await startRoles(servers, { env, progress });
  return { servers, roles, hasWebPage };
}

/** The worker first, so that an API that answers means that events are acted on. */
async function startRoles(
  servers: LocalServers,
  options: { env: NodeJS.ProcessEnv; progress: Progress },
): Promise<Supervised[]> {
  const worker = await startRoleProcess('worker', servers, options);
  const others = await Promise.all([startRoleProcess('api', servers, options), startRoleProcess('recorder', servers, options)]);
  return [worker, ...others];
}

/** What is being built or started is tied to this process and ends with it. */
function stopWhileStarting(progress: Progress): void {
  progress.line('Stopped.');
  process.exit(0);
}

/** The servers last, so that the requests and the work under way can be finished. */
async function stopStack({ servers, roles }: RunningStack, progress: Progress): Promise<void> {
  progress.line('Stopping ...');
  await Promise.all(roles.map((role) => role.stop()));
  await servers.stop();
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
