import { setTimeout as sleep } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { alternate } from '../support/alternate.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { type BenchServer, startApi } from '../support/bench-server.ts';
import { measureLatency } from '../support/callers.ts';
import { joinRoom, type Visitors } from '../support/visitors.ts';
import { median } from '../support/statistics.ts';

const roomId = 'bench';
const identities = ['ada', 'charles', 'grace', 'alan'];
const callerCounts = [1, 16];
const warmUpMs = 1_500;
const runMs = 2_500;

/** `GET /v1/rooms/:roomId/participants` beside the call to LiveKit that it makes: the p50 of one process's callers. */
export const participantsBench: Bench = {
  name: 'participants',
  async run(servers) {
    const api = await startApi(servers);
    const visitors = await joinRoom(servers, api, roomId, identities);
    try {
      const figures: Figure[] = [];
      for (const callers of callerCounts) figures.push(await compare(servers, api, visitors, callers));
      return figures;
    } finally {
      await visitors.leave();
      await api.stop();
    }
  },
};

async function compare(servers: LocalServers, api: BenchServer, visitors: Visitors, callers: number): Promise<Figure> {
  const callRaw = rawCall(servers, visitors.livekitRoom);
  const callOurs = ourCall(servers, api);
  for (const call of [callRaw, callOurs]) await measureLatency(call, callers, warmUpMs);
  const measure = async (call: () => Promise<void>) => {
    await sleep(100);
    return measureLatency(call, callers, runMs);
  };
  const pairs = await alternate(() => measure(callRaw), () => measure(callOurs));
  // How much of what is allowed is used: p50 ≤ raw + max(15 %, 0.5 ms).
  const ratio = median(pairs.map(({ bare, ours }) => ours / allowed(bare)));
  const bare = median(pairs.map((pair) => pair.bare));
  return {
    name: `GET …/participants, ${callers} ${callers === 1 ? 'caller' : 'callers'}`,
    bare: milliseconds(bare),
    ours: milliseconds(median(pairs.map((pair) => pair.ours))),
    target: `≤ 1.00 of ${milliseconds(allowed(bare))}`,
    ratio,
    isMet: ratio <= 1,
  };
}

function allowed(bare: number): number {
  return bare + Math.max(0.15 * bare, 0.5);
}

function rawCall({ env }: LocalServers, livekitRoom: string): () => Promise<void> {
  const client = new RoomServiceClient(env.LIVEKIT_URL ?? '', env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET);
  return async () => check(await client.listParticipants(livekitRoom));
}

function ourCall({ env }: LocalServers, { url }: BenchServer): () => Promise<void> {
  const headers = { 'x-api-key': env.PLENUM_API_KEY ?? '' };
  return async () => {
    const answer = await fetch(`${url}/v1/rooms/${roomId}/participants`, { headers });
    const { participants } = (await answer.json()) as { participants: unknown[] };
    check(participants);
  };
}

function check(participants: unknown[]): void {
  if (participants.length !== identities.length) throw new Error(`${participants.length} participants were answered.`);
}

function milliseconds(value: number): string {
  return `${value.toFixed(2)} ms`;
}
