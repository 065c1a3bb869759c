import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Many sockets that all read the same, and what they were told of how soon they had it. */
export interface Audience {
  size: number;
  /** Sends a text by one of the sockets, and resolves when all have it, with the milliseconds that took. */
  say(text: string): Promise<number>;
  close(): void;
}

/** How a server wants to be spoken to. */
export interface Dialect {
  /** Has a new socket take part; it may read what it likes until this resolves. */
  enter(socket: WebSocket, url: string): Promise<void>;
  /** The frame that says a text to all. */
  frameOf(text: string): string;
}

/** Sockets that are opened at a time. */
const atOnce = 20;
const patienceMs = 20_000;
/** Stands before the number of what was said, and after it. */
const mark = /#(\d+)#/;

/** Opens `size` sockets, in turn at each server. */
export async function gather(urls: readonly string[], size: number, dialect: Dialect): Promise<Audience> {
  const waiting = new Map<number, () => void>();
  const sockets: WebSocket[] = [];
  for (let i = 0; i < size; i += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, size - i) }, (_, j) => urls[(i + j) % urls.length] ?? '');
    sockets.push(...(await Promise.all(some.map((url) => enter(url, dialect)))));
  }
  for (const socket of sockets) {
    socket.on('message', (raw: Buffer) => {
      const found = mark.exec(raw.toString('latin1'));
      if (found) waiting.get(Number(found[1]))?.();
    });
  }
  let said = 0;
  return {
    size,
    async say(text) {
      const number = (said += 1);
      const socket = sockets[number % sockets.length];
      const startedAt = performance.now();
      await new Promise<void>((resolve, reject) => {
        let left = size;
        const timer = setTimeout(() => reject(new Error(`${left} sockets were not told in ${patienceMs} ms.`)), patienceMs);
        waiting.set(number, () => {
          left -= 1;
          if (left > 0) return;
          clearTimeout(timer);
          waiting.delete(number);
          resolve();
        });
        socket?.send(dialect.frameOf(`#${number}# ${text}`));
      });
      return performance.now() - startedAt;
    },
    close: () => sockets.forEach((socket) => socket.terminate()),
  };
}

async function enter(url: string, dialect: Dialect): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  await dialect.enter(socket, url);
  return socket;
}

/** Says one thing after the other, so many at a time, for so long. @returns how many a second all had. */
export async function measureRate(audience: Audience, atATime: number, ms: number): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  const talk = async () => {
    while (performance.now() - startedAt < ms) {
      await audience.say('How many of these a second?');
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: atATime }, talk));
  return (count * 1_000) / (performance.now() - startedAt);
}
