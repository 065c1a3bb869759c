import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How to run one process and keep it running. */
export interface SupervisedOptions {
  /** What has to be done before each launch; when it rejects, the launch counts as one that died at once. */
  beforeLaunch(): Promise<void>;
  spawn(): ChildProcess;
  /** Whether it serves; asked again and again after a start. */
  isReady(): Promise<boolean>;
  /** Signals that end it, each sent when the one before has not ended it within its time (milliseconds). */
  stopSteps: StopStep[];
  /** Told the pid after each start, and null when it ended. */
  onPid(pid: number | null): void;
  /** Told that it ended by itself and will be started again. */
  onDeath(how: string): void;
}

export interface StopStep {
  signal: NodeJS.Signals;
  waitMs: number;
}

/** A process that is started again whenever it dies, until it is stopped. */
export interface Supervised {
  /** Starts it and waits until it is ready; rejects with how it ended when it dies first. */
  start(readyWithinMs: number): Promise<void>;
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const STABLE_AFTER_MS = 10_000;

export function supervise(options: SupervisedOptions): Supervised {
  let child: ChildProcess | null = null;
  let healing = false;
  let delay = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;

  function launch(): ChildProcess {
    const launched = options.spawn();
    const launchedAt = performance.now();
    child = launched;
    const end = (how: string): void => {
      if (child !== launched) return;
      child = null;
      options.onPid(null);
      if (healing) relaunchLater(how, performance.now() - launchedAt);
    };
    launched.once('error', (error) => end(error.message));
    launched.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    if (launched.pid !== undefined) options.onPid(launched.pid);
    return launched;
  }

  function relaunchLater(how: string, livedMs: number): void {
    delay = livedMs > STABLE_AFTER_MS ? FIRST_DELAY_MS : Math.min(delay * 2, LONGEST_DELAY_MS);
    options.onDeath(how);
    timer = setTimeout(relaunch, delay);
  }

  function relaunch(): void {
    const failed = (error: Error): void => void (healing && relaunchLater(error.message, 0));
    options.beforeLaunch().then(() => void (healing && launch()), failed);
  }

  return {
    async start(readyWithinMs) {
      delay = FIRST_DELAY_MS / 2;
      await options.beforeLaunch();
      await becomesReady(launch(), options.isReady, readyWithinMs);
      healing = true;
    },
    async stop() {
      healing = false;
      clearTimeout(timer);
      if (child) await endProcess(child, options.stopSteps);
    },
    kill: (signal) => void child?.kill(signal),
  };
}

async function becomesReady(child: ChildProcess, isReady: () => Promise<boolean>, withinMs: number): Promise<void> {
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => String(signal ?? `exit code ${code}`));
  const failed = ended.catch((error: Error) => error.message);
  const deadline = performance.now() + withinMs;
  for (;;) {
    const died = await Promise.race([failed, isReady()]);
    if (died === true) return;
    if (typeof died === 'string') throw new Error(`ended while starting (${died})`);
    if (performance.now() > deadline) throw new Error(`was not ready after ${Math.round(withinMs / 1000)} s`);
    await sleep(20);
  }
}

async function endProcess(child: ChildProcess, steps: StopStep[]): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  for (const { signal, waitMs } of [...steps, { signal: 'SIGKILL' as const, waitMs: 5_000 }]) {
    child.kill(signal);
    const ended = await Promise.race([exited.then(() => true), sleep(waitMs, false, { ref: false })]);
    if (ended) return;
  }
}
