import { setInterval } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { type BenchServer, startBenchServer } from '../support/bench-server.ts';

const workerEntry = fileURLToPath(new URL('../../../src/start/worker.ts', import.meta.url));
const killEveryMs = 10_000;

/** Two worker processes. */
export interface Workers {
  /** Kills one after the other in turn with -9 every 10 s, and starts it again, until the signal. Returns how often. */
  killInTurn(until: AbortSignal): Promise<number>;
  stop(): Promise<void>;
}

export async function startWorkers(servers: LocalServers, settings: Record<string, string>): Promise<Workers> {
  const start = (): Promise<BenchServer> => startBenchServer(workerEntry, servers, settings);
  const workers = await Promise.all([start(), start()]);
  return {
    async killInTurn(until) {
      let kills = 0;
      try {
        for await (const _ of setInterval(killEveryMs, undefined, { signal: until })) {
          const turn = kills % workers.length;
          kills += 1;
          await workers[turn]?.kill();
          workers[turn] = await start();
        }
      } catch (error) {
        if (!until.aborted) throw error;
      }
      return kills;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
