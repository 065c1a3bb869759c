import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A held lock. The kernel frees it when its process ends, however that ends. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock `name` of this machine, or answers null when another process holds it.
 * It is a listener on an abstract Unix socket: taken atomically, and never stale as a lock file can be.
 */
export async function tryLock(name: string): Promise<Lock | null> {
  const server = createServer((socket) => answerHolder(socket));
  const taken = await listen(server, socketName(name));
  if (!taken) return null;
  server.unref();
  return { release: () => void server.close() };
}

/** Waits for the lock `name`, at most `timeoutMs`; then throws. */
export async function waitForLock(name: string, timeoutMs: number): Promise<Lock> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const lock = await tryLock(name);
    if (lock) return lock;
    if (performance.now() > deadline) throw new Error(`another process holds the lock ${name}`);
    await sleep(50);
  }
}

/** The pid of the process that holds the lock `name`, or null when nobody does. */
export async function lockHolder(name: string): Promise<number | null> {
  const socket = connect(socketName(name));
  socket.setTimeout(1_000, () => socket.destroy());
  let answer = '';
  try {
    for await (const chunk of socket) answer += String(chunk);
  } catch {
    return null;
  }
  return Number.parseInt(answer, 10) || null;
}

function answerHolder(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.end(`${process.pid}\n`);
}

function socketName(name: string): string {
  return `\0plenum-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen({ path }, () => resolve(true));
  });
}
