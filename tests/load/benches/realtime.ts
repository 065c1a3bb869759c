import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { type Audience, type Dialect, gather, measureRate } from '../realtime/audience.ts';
import { alternate } from '../support/alternate.ts';
import type { Bench, BenchOptions, Figure } from '../support/bench.ts';
import { type BenchServer, startApi, startBenchServer } from '../support/bench-server.ts';
import { median, percentile } from '../support/statistics.ts';

const people = 1_000;
const calmMessages = 100;
/** Between two messages of a calm meeting. */
const calmEveryMs = 100;
const allowedMs = 100;
const atATime = 8;
const runMs = 3_000;
const idleSockets = 5_000;
const allowedMegabytes = 300;
const bareServer = fileURLToPath(new URL('../servers/bare-broadcast.ts', import.meta.url));

/** One meeting of 1,000 people at two processes, beside a bare broadcast; then 5,000 sockets that do nothing. */
export const realtimeBench: Bench = {
  name: 'realtime',
  async run(servers, options) {
    return [...(await measureMeeting(servers, options)), await measureIdle(servers)];
  },
};

async function measureMeeting(servers: LocalServers, { seconds }: BenchOptions): Promise<Figure[]> {
  const apis = await Promise.all([startApi(servers), startApi(servers)]);
  const bares = await Promise.all([0, 1].map(() => startBenchServer(bareServer, servers, {})));
  const audiences: Audience[] = [];
  try {
    const ours = await gather(apis.map(gatewayOf), people, await dialectOf(servers, apis));
    const bare = await gather(bares.map(({ url }) => url.replace('http', 'ws')), people, bareDialect);
    audiences.push(ours, bare);
    const ms = seconds === undefined ? runMs : seconds * 1_000;
    return [await compareDelays(bare, ours), await compareRates(bare, ours, ms)];
  } finally {
    for (const audience of audiences) audience.close();
    await Promise.all([...apis, ...bares].map((server) => server.stop()));
  }
}

const gatewayOf = ({ url }: BenchServer) => `${url.replace('http', 'ws')}/v1/realtime`;

async function dialectOf({ env }: LocalServers, [api]: BenchServer[]): Promise<Dialect> {
  const headers = { 'x-api-key': env['PLENUM_API_KEY'] ?? '', 'content-type': 'application/json' };
  const answer = await fetch(`${api?.url}/v1/meetings`, { method: 'POST', headers, body: JSON.stringify({ maxParticipants: people }) });
  const { meetingId } = (await answer.json()) as { meetingId: string };
  return {
    async enter(socket) {
      const answered = untilAnswered(socket);
      socket.send(JSON.stringify({ type: 'join-meeting', id: 1, data: { meetingId, name: 'Somebody' } }));
      await answered;
    },
    frameOf: (text) => JSON.stringify({ type: 'chat:message', data: { text } }),
  };
}

/** Many frames may come at once. */
function untilAnswered(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('message', function listen(raw: Buffer) {
      const { type, data } = JSON.parse(String(raw)) as { type: string; data: unknown };
      if (type === 'error') reject(new Error(JSON.stringify(data)));
      if (type !== 'ack') return;
      socket.off('message', listen);
      resolve();
    });
  });
}

const bareDialect: Dialect = { enter: async () => {}, frameOf: (text) => JSON.stringify({ type: 'chat:message', data: { text } }) };

/** A message now and then: how soon the last one has it. */
async function compareDelays(bare: Audience, ours: Audience): Promise<Figure> {
  const [bareMs, oursMs] = [await measureDelay(bare), await measureDelay(ours)];
  return {
    name: `chat message with all ${people} at two processes, p99`,
    bare: `${bareMs.toFixed(1)} ms`,
    ours: `${oursMs.toFixed(1)} ms`,
    target: `< ${allowedMs} ms`,
    ratio: null,
    isMet: oursMs < allowedMs,
  };
}

async function measureDelay(audience: Audience): Promise<number> {
  const delays: number[] = [];
  for (let i = 0; i < calmMessages; i += 1) {
    delays.push(await audience.say('How soon?'));
    await sleep(calmEveryMs);
  }
  return percentile(delays, 99);
}

async function compareRates(bare: Audience, ours: Audience, ms: number): Promise<Figure> {
  const measure = async (audience: Audience) => {
    await sleep(100);
    return measureRate(audience, atATime, ms);
  };
  const pairs = await alternate(() => measure(bare), () => measure(ours));
  const ratio = median(pairs.map((pair) => pair.ours / pair.bare));
  return {
    name: `chat messages a second to ${people} at two processes`,
    bare: `${median(pairs.map((pair) => pair.bare)).toFixed(0)}/s`,
    ours: `${median(pairs.map((pair) => pair.ours)).toFixed(0)}/s`,
    target: '≥ 0.50',
    ratio,
    isMet: ratio >= 0.5,
  };
}

/**
 * What sockets add whose holders are known and that do nothing. A process holds memory from its start that it no longer
 * needs; as many sockets before use that up, so that these are not counted too little.
 */
async function measureIdle(servers: LocalServers): Promise<Figure> {
  const api = await startApi(servers);
  const sockets: WebSocket[] = [];
  try {
    sockets.push(...(await openIdle(servers, api)));
    const before = readMegabytes(api);
    sockets.push(...(await openIdle(servers, api)));
    const megabytes = readMegabytes(api) - before;
    return {
      name: `memory of ${idleSockets} idle sockets`,
      bare: '–',
      ours: `${megabytes.toFixed(0)} MB`,
      target: `< ${allowedMegabytes} MB`,
      ratio: null,
      isMet: megabytes < allowedMegabytes,
    };
  } finally {
    for (const socket of sockets) socket.terminate();
    await api.stop();
  }
}

async function openIdle({ env }: LocalServers, api: BenchServer): Promise<WebSocket[]> {
  const headers = { 'x-api-key': env['PLENUM_API_KEY'] ?? '' };
  const sockets: WebSocket[] = [];
  while (sockets.length < idleSockets) {
    const some = Array.from({ length: 100 }, () => new WebSocket(gatewayOf(api), { headers, perMessageDeflate: false }));
    await Promise.all(some.map((socket) => once(socket, 'open')));
    sockets.push(...some);
  }
  await sleep(2_000);
  return sockets;
}

/** What a process holds in memory. */
function readMegabytes({ pid }: BenchServer): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
