import { fileURLToPath } from 'node:url';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { alternate } from '../support/alternate.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { type BenchServer, startApi, startBenchServer } from '../support/bench-server.ts';
import { measureThroughput } from '../support/load.ts';
import { serverCore } from '../support/spawn-pinned.ts';
import { median } from '../support/statistics.ts';

const bareServer = fileURLToPath(new URL('../servers/bare-token.ts', import.meta.url));
const leastRatio = 0.9;
const warmUpSeconds = 3;
const runSeconds = 4;

const body = { roomId: 'stand-up', userId: 'ada', name: 'Ada Lovelace', role: 'participant', metadata: { team: 'engines' } };

/** `POST /v1/token` through the whole path beside Fastify that only parses and signs, in answers per second. */
export const tokenBench: Bench = {
  name: 'token',
  async run(servers) {
    const bare = await startBenchServer(bareServer, servers, {}, { core: serverCore });
    const ours = await startApi(servers, { core: serverCore });
    try {
      return [await compare(servers, bare, ours)];
    } finally {
      await Promise.all([bare.stop(), ours.stop()]);
    }
  },
};

async function compare(servers: LocalServers, bare: BenchServer, ours: BenchServer): Promise<Figure> {
  const headers = { 'x-api-key': servers.env.PLENUM_API_KEY ?? '' };
  const measure = ({ url }: BenchServer, seconds: number) => measureThroughput({ url: `${url}/v1/token`, headers, body }, seconds);
  await measure(bare, warmUpSeconds);
  await measure(ours, warmUpSeconds);
  const pairs = await alternate(() => measure(bare, runSeconds), () => measure(ours, runSeconds));
  const ratio = median(pairs.map((pair) => pair.ours / pair.bare));
  return {
    name: 'POST /v1/token',
    bare: perSecond(pairs.map((pair) => pair.bare)),
    ours: perSecond(pairs.map((pair) => pair.ours)),
    target: `≥ ${leastRatio.toFixed(2)}`,
    ratio,
    isMet: ratio >= leastRatio,
  };
}

function perSecond(rates: number[]): string {
  return `${Math.round(median(rates)).toLocaleString('en')}/s`;
}
