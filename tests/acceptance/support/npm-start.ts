import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/client.ts';
import { systemEnvironment } from '../../support/stack.ts';

const root = join(import.meta.dirname, '../../..');
const notCopied = new Set(['.git', 'node_modules', 'dist', '.plenum', '.env']);

/** A copy of the project as a user has it after a clone, with the packages that are installed here. */
export interface Checkout {
  path: string;
  /** A data folder of this name below the copy; made by its first start. */
  dataDir(name: string): string;
  remove(): Promise<void>;
}

/** One `npm start`, in a process group of its own. */
export interface Start {
  npm: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** Resolves with npm's exit code when it has ended; null after a signal. */
  ended: Promise<number | null>;
}

export interface StackFile {
  ports: Record<string, number>;
  pids: Record<string, number>;
  env: Record<string, string>;
}

export async function makeCheckout(): Promise<Checkout> {
  await assertInstalled();
  const path = await mkdtemp(join(tmpdir(), 'plenum-start-'));
  await cp(root, path, {
    recursive: true,
    filter: (source) => !notCopied.has(relative(root, source)),
  });
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
  return {
    path,
    dataDir: (name) => join(path, 'data', name),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Without this the start would install anew, through the link, into the packages that run this test. */
async function assertInstalled(): Promise<void> {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'patches/postgres.mjs']) hash.update(await readFile(join(root, file)));
  const installed = await readFile(join(root, 'node_modules/.plenum-installed'), 'utf8').catch(() => '');
  if (!installed.startsWith(hash.digest('hex'))) throw new Error('node_modules is not as package-lock.json says: run "npm test".');
}

/** Runs the command that users run. `settings` are added to what a bare shell has; undefined removes. */
export function npmStart(checkout: Checkout, settings: NodeJS.ProcessEnv, args: string[] = []): Start {
  const npm = spawn('npm', ['start', '--', ...args], {
    cwd: checkout.path,
    env: { ...bareEnvironment(), ...settings },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(npm, 'exit').then(([code]) => code as number | null);
  return { npm, output: () => Buffer.concat(chunks).toString(), ended };
}

/** Waits until the API says that it is ready; throws with the output when the start ends first. */
export async function becomesReady(start: Start, port: number, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isReady(port))) {
    if (start.npm.exitCode !== null) throw new Error(`npm start ended:\n${start.output()}`);
    if (performance.now() > deadline) throw new Error(`not ready after ${withinMs} ms:\n${start.output()}`);
    await sleep(20);
  }
}

export async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/readiness`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Runs a start that must refuse, and answers what it said. */
export async function refusedStart(
  checkout: Checkout,
  settings: NodeJS.ProcessEnv,
  args: string[] = [],
): Promise<{ code: number | null; said: string }> {
  const start = npmStart(checkout, { ...settings, npm_config_loglevel: 'silent' }, args);
  const code = await start.ended;
  return { code, said: start.output().trim() };
}

export async function readStackFile(dataDir: string): Promise<StackFile> {
  return JSON.parse(await readFile(join(dataDir, 'stack.json'), 'utf8')) as StackFile;
}

/** What it says when all processes run; the recorder and the transcriber come when the API is ready already, the ingress when it can. */
export async function readWholeStack(dataDir: string): Promise<StackFile> {
  return eventually(async () => {
    const stack = await readStackFile(dataDir);
    if (stack.pids.recorder && stack.pids.transcriber) return stack;
    throw new Error(`after 30 s only these run: ${Object.keys(stack.pids).join(', ')}`);
  }, 30_000, 20);
}

/** Ends a start as Ctrl-C in its terminal does, and waits until nothing of it runs. */
export async function stopStart(start: Start, dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'stack.json'))) return;
  const pids = Object.values((await readStackFile(dataDir)).pids);
  signalGroup(start, 'SIGINT');
  await start.ended;
  await nothingRuns(pids);
}

export function signalGroup({ npm }: Start, signal: NodeJS.Signals): void {
  if (npm.pid !== undefined) process.kill(-npm.pid, signal);
}

/** Waits until none of these processes runs. Throws with those that are left. */
export async function nothingRuns(pids: number[], withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const states = await Promise.all(pids.map(async (pid) => ({ pid, runs: await doesRun(pid) })));
    const left = states.filter(({ runs }) => runs).map(({ pid }) => pid);
    if (left.length === 0) return;
    if (performance.now() > deadline) throw new Error(`still running: ${left.join(', ')}`);
    await sleep(20);
  }
}

/** A process that has ended and only waits for its parent to notice does not run. */
export async function doesRun(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s*Z/m.test(status);
}

/** The processes between npm and the one of this pid, npm excluded. */
export async function ancestorsBelow(npmPid: number, pid: number): Promise<number[]> {
  const parent = Number(/^PPid:\s*(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return parent === npmPid || parent <= 1 ? [] : [parent, ...(await ancestorsBelow(npmPid, parent))];
}

/** A user's shell does not have this project's own Node in its PATH. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const env = systemEnvironment();
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...env, PATH: path.join(delimiter) };
}
