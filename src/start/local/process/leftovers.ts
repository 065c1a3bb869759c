import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 10_000;

/**
 * Ends what a killed start may have left behind. The kernel ends the children of a killed process, so this finds only
 * what was starting at that very moment, or a PostgreSQL that is still shutting down.
 * @param pids The pids of the last start; each is touched only when it still runs inside `dataDir`.
 */
export async function endLeftovers(dataDir: string, pids: number[]): Promise<void> {
  await Promise.all(pids.map((pid) => endLeftover(dataDir, pid)));
}

async function endLeftover(dataDir: string, pid: number): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (await runsIn(dataDir, pid)) {
    // SIGINT is PostgreSQL's fast shutdown, which it finishes before it is killed.
    sendSignal(pid, performance.now() > deadline ? 'SIGKILL' : 'SIGINT');
    await sleep(100);
  }
}

async function runsIn(dataDir: string, pid: number): Promise<boolean> {
  try {
    if (/^State:\s*Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8'))) return false;
    const cwd = await readlink(`/proc/${pid}/cwd`);
    return cwd === dataDir || cwd.startsWith(`${dataDir}/`);
  } catch {
    return false;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Ended meanwhile.
  }
}
