import assert from 'node:assert/strict';
import { on, once } from 'node:events';
import { after, afterEach, test } from 'node:test';
import { WebSocketServer, type WebSocket as Peer } from 'ws';
import { ApiFailure } from '../api/api-failure.ts';
import type { Frame } from './frames.ts';
import { RealtimeClient, type RealtimeOptions } from './realtime-client.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');
const { port } = server.address() as { port: number };
const clients: RealtimeClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.stop()));
after(() => {
  for (const peer of server.clients) peer.terminate();
  server.close();
});

/** One connection as the gateway sees it, with what came over it in order. */
interface Line {
  peer: Peer;
  heard: AsyncIterator<unknown[]>;
}

/** A gateway that a test speaks for, one connection after the other. */
function listen(): () => Promise<Line> {
  const lines = on(server, 'connection');
  return async () => {
    const [peer] = (await lines.next()).value as [Peer];
    return { peer, heard: on(peer, 'message') };
  };
}

const say = ({ peer }: Line, frame: object) => peer.send(JSON.stringify(frame));
const hear = async ({ heard }: Line): Promise<Frame> =>
  JSON.parse(String(((await heard.next()).value as unknown[])[0])) as Frame;
const ack = (line: Line, { id }: Frame, data = {}) => say(line, { type: 'ack', id, data });
const told = (seq: number) => ({ type: 'chat:message', seq, data: {} });

function start(more: Partial<RealtimeOptions> = {}) {
  const seen: unknown[] = [];
  const client = new RealtimeClient({
    meetingId: 'abc',
    greet: async (ask) => void (await ask('join-meeting', { meetingId: 'abc' })),
    final: ['kicked'],
    onFrame: ({ type, seq }) => seen.push(seq ?? type),
    onReady: (complete) => seen.push(`ready ${complete}`),
    onLost: () => seen.push('lost'),
    onRefused: ({ code }) => seen.push(`refused ${code}`),
    open: () => new WebSocket(`ws://127.0.0.1:${port}`),
    ...more,
  });
  clients.push(client);
  client.start();
  return { client, seen, until: (what: unknown) => waitFor(() => seen.includes(what)) };
}

async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('greets, takes events and asks; an answer goes to whoever asked', { timeout: 5_000 }, async () => {
  const next = listen();
  const { client, seen, until } = start();
  const line = await next();
  const greeting = await hear(line);
  assert.deepEqual([greeting.type, greeting.data], ['join-meeting', { meetingId: 'abc' }]);
  say(line, { type: 'joined', data: {} });
  ack(line, greeting);
  await until('ready false');
  say(line, told(1));
  await until(1);
  assert.deepEqual(seen, ['joined', 'ready false', 1]);
  const [one, other] = [client.ask('react', { emoji: '👍' }), client.ask('chat:message', { text: '' })];
  const asked = [await hear(line), await hear(line)] as [Frame, Frame];
  say(line, { type: 'error', id: asked[1].id, data: { code: 'validation', detail: 'Too short.' } });
  ack(line, asked[0], { fine: true });
  assert.deepEqual(await one, { fine: true });
  await assert.rejects(
    other,
    (error) => error instanceof ApiFailure && error.code === 'validation' && error.message === 'Too short.',
  );
});

test('a lost connection is made again, and what was missed comes once and in order', { timeout: 5_000 }, async () => {
  const next = listen();
  const { client, seen, until } = start();
  const first = await next();
  ack(first, await hear(first));
  await until('ready false');
  say(first, told(4));
  await until(4);
  const question = client.ask('react', {});
  first.peer.terminate();
  await assert.rejects(question, (error) => error instanceof ApiFailure && error.code === 'offline');
  const second = await next();
  ack(second, await hear(second));
  const resume = await hear(second);
  assert.deepEqual([resume.type, resume.data], ['resume', { meetingId: 'abc', since: 4 }]);
  for (const seq of [7, 5, 6, 7]) say(second, told(seq));
  say(second, { type: 'resumed', data: { meetingId: 'abc', seq: 7, complete: true } });
  ack(second, resume);
  await until('ready true');
  assert.deepEqual(seen, ['ready false', 4, 'lost', 5, 6, 7, 'ready true']);
});

test('who is not wanted is told so, and does not knock again', { timeout: 5_000 }, async () => {
  const next = listen();
  const { seen, until } = start();
  const line = await next();
  say(line, { type: 'error', id: (await hear(line)).id, data: { code: 'kicked', detail: 'Removed.' } });
  await until('refused kicked');
  await waitFor(() => line.peer.readyState === WebSocket.CLOSED);
  assert.deepEqual(seen, ['refused kicked']);
});

test('a credential that is not taken is said anew with the next connection', { timeout: 5_000 }, async () => {
  const next = listen();
  const greeted: boolean[] = [];
  const { until } = start({
    greet: async (ask, wasUnauthorized) => {
      greeted.push(wasUnauthorized);
      await ask('auth', { token: wasUnauthorized ? 'new' : 'old' });
    },
  });
  const first = await next();
  await hear(first);
  first.peer.close(4401, 'Not a token.');
  const second = await next();
  const auth = await hear(second);
  assert.equal(auth.data['token'], 'new');
  ack(second, auth);
  await until('ready false');
  assert.deepEqual(greeted, [false, true]);
});

test('nothing is asked without a connection', async () => {
  const { client } = start({ open: () => new WebSocket('ws://127.0.0.1:9') });
  await assert.rejects(client.ask('react', {}), (error) => error instanceof ApiFailure && error.code === 'offline');
});
