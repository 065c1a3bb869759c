import { setImmediate } from 'node:timers/promises';
import { createAuthentication } from '../../../src/modules/accounts/index.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { startApi } from '../support/bench-server.ts';

const mostMicroseconds = 50;
const batch = 1_000;

/** What it costs to find out who an API key speaks for, the database's share of every 900 ms included, in microseconds. */
export const keysBench: Bench = {
  name: 'keys',
  async run(servers, { seconds = 5 }) {
    // Migrates, and makes the key known.
    await (await startApi(servers)).stop();
    const { db, close } = connectDatabase(servers.env.DATABASE_URL ?? '');
    try {
      const { byKey } = createAuthentication(db);
      return [toFigure(await measure(() => byKey(servers.env.PLENUM_API_KEY ?? ''), seconds * 1_000))];
    } finally {
      await close();
    }
  },
};

/** Microseconds that one check takes. */
async function measure(check: () => unknown, durationMs: number): Promise<number> {
  if ((await check()) === null) throw new Error('The key is not known.');
  let checks = 0;
  let spentMs = 0;
  for (const endAt = performance.now() + durationMs; performance.now() < endAt; checks += batch) {
    const startedAt = performance.now();
    for (let i = 0; i < batch; i += 1) {
      const found = check();
      if (found instanceof Promise) await found;
    }
    spentMs += performance.now() - startedAt;
    await setImmediate();
  }
  return (spentMs * 1_000) / checks;
}

function toFigure(microseconds: number): Figure {
  return {
    name: 'Check of a known API key',
    bare: '–',
    ours: `${microseconds.toFixed(1)} µs`,
    target: `≤ ${mostMicroseconds} µs`,
    ratio: null,
    isMet: microseconds <= mostMicroseconds,
  };
}
