import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A frame as the gateway sends it. */
export interface Frame {
  type: string;
  id?: string | number;
  seq?: number;
  data: Record<string, unknown>;
}

/** How the gateway closed a socket. */
export interface Closing {
  code: number;
  reason: string;
}

/** A client of the realtime gateway. */
export interface GatewayClient {
  socket: WebSocket;
  /** All frames so far. */
  frames: Frame[];
  /** Sends what is no request. */
  send(frame: unknown): void;
  /** Sends a frame and waits for its answer, of either kind. */
  ask(type: string, data?: object): Promise<Frame>;
  /** The same; an error fails the test. */
  must(type: string, data?: object): Promise<Record<string, unknown>>;
  /** Waits for the first frame of a type, after the first `from` frames. */
  next(type: string, from?: number): Promise<Frame>;
  /** Waits for the first frame that fits, after the first `from` frames. */
  find(fits: (frame: Frame) => boolean, from?: number): Promise<Frame>;
  /** Waits until it is closed. */
  closed(): Promise<Closing>;
  /** Closes it as a client does, and waits. */
  close(): Promise<void>;
}

const patienceMs = 10_000;

/** Opens a socket at a server, with these headers. Rejects when it is refused, as `Unexpected server response: <status>`. */
export async function openGateway({ url }: { url: string }, headers: Record<string, string> = {}): Promise<GatewayClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/realtime`, { headers });
  const client = createGatewayClient(socket);
  await once(socket, 'open');
  return client;
}

function createGatewayClient(socket: WebSocket): GatewayClient {
  const frames: Frame[] = [];
  const watchers = new Set<() => void>();
  let closing: Closing | null = null;
  let asked = 0;
  const wake = () => [...watchers].forEach((watch) => watch());
  socket.on('message', (raw: Buffer) => {
    frames.push(JSON.parse(String(raw)) as Frame);
    wake();
  });
  socket.on('close', (code: number, reason: Buffer) => {
    closing = { code, reason: String(reason) };
    wake();
  });
  socket.on('error', () => {});
  const until = async <T>(look: () => T | null | undefined, what: string): Promise<T> => {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const found = look();
      if (found !== null && found !== undefined) return found;
      if (Date.now() > giveUpAt) throw new Error(`No ${what} in ${patienceMs} ms; closed: ${JSON.stringify(closing)}; got ${JSON.stringify(frames.slice(-8))}`);
      await new Promise<void>((resolve) => {
        const watch = () => {
          clearTimeout(timer);
          watchers.delete(watch);
          resolve();
        };
        const timer = setTimeout(watch, 500);
        watchers.add(watch);
      });
    }
  };
  const find = (fits: (frame: Frame) => boolean, from = 0) => until(() => frames.slice(from).find(fits), 'such frame');
  const client: GatewayClient = {
    socket,
    frames,
    send: (frame) => socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
    async ask(type, data = {}) {
      const id = `ask-${(asked += 1)}`;
      const from = frames.length;
      client.send({ type, id, data });
      return until(() => frames.slice(from).find((frame) => frame.id === id), `answer to ${type}`);
    },
    async must(type, data) {
      const answer = await client.ask(type, data);
      assert.equal(answer.type, 'ack', `${type}: ${JSON.stringify(answer)}`);
      return answer.data;
    },
    next: (type, from = 0) => until(() => frames.slice(from).find((frame) => frame.type === type), type),
    find,
    closed: () => until(() => closing, 'closing'),
    async close() {
      socket.close();
      await client.closed();
    },
  };
  return client;
}

/** Opens a socket of somebody without an account, and joins. */
export async function joinGateway(
  server: { url: string },
  meetingId: string,
  name: string,
  more: { adminToken?: string; inviteToken?: string } = {},
): Promise<GatewayClient & { participantId: string; token: string }> {
  const client = await openGateway(server);
  await client.must('join-meeting', { meetingId, name, ...more });
  const joined = await client.next('joined');
  return Object.assign(client, { participantId: String(joined.data['participantId']), token: String(joined.data['token']) });
}
