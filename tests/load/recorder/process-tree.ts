import { readdir, readFile } from 'node:fs/promises';

/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100;

interface Entry {
  pid: number;
  parent: number;
  seconds: number;
}

/** The processor time that a process and all below it have taken so far, in seconds of one core (proc_pid_stat(5)). */
export async function cpuSecondsOf(root: number): Promise<number> {
  const entries = await listProcesses();
  const tree = new Set([root]);
  // A child may be listed before its parent.
  for (let grown = 0; grown !== tree.size; ) {
    grown = tree.size;
    for (const { pid, parent } of entries) if (tree.has(parent)) tree.add(pid);
  }
  return entries.filter(({ pid }) => tree.has(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
}

async function listProcesses(): Promise<Entry[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const entries = await Promise.all(names.map((name) => readEntry(Number(name)).catch(() => null)));
  return entries.filter((entry) => entry !== null);
}

async function readEntry(pid: number): Promise<Entry> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name before the last parenthesis may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number) as [number, number, number];
  return { pid, parent, seconds: (user + system) / ticksPerSecond };
}
