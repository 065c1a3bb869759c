import { readFile, readdir, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

/** The program that listens on a TCP port, as "name (pid 123)"; null when it is another user's or unknown. */
export async function findPortUser(port: number): Promise<string | null> {
  const sockets = new Set((await Promise.all(['tcp', 'tcp6'].map((table) => listeners(table, port)))).flat());
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (!(await hasOpen(pid, sockets))) continue;
    const program = await readlink(`/proc/${pid}/exe`).catch(() => 'a program');
    return `${basename(program)} (pid ${pid})`;
  }
  return null;
}

/** The sockets that listen on the port, named as /proc names a file descriptor's target. */
async function listeners(table: string, port: number): Promise<string[]> {
  const LISTEN = '0A';
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = (await readFile(`/proc/net/${table}`, 'utf8').catch(() => '')).split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local, , state]) => state === LISTEN && local?.endsWith(ending))
    .map((columns) => `socket:[${columns[9]}]`);
}

async function hasOpen(pid: string, sockets: Set<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const files = await readdir(folder).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => '')));
  return targets.some((target) => sockets.has(target));
}
