import type { Bench, Figure } from '../support/bench.ts';
import { type BenchServer, startApi } from '../support/bench-server.ts';
import { percentile } from '../support/statistics.ts';
import { createTokenCall, measure, post } from '../support/token-calls.ts';

const logins = 20;
const mostMs = 25;
const warmUpMs = 2_000;

/** How much longer the slowest hundredth of tokens takes while twenty people log in at once, again and again. */
export const loginBench: Bench = {
  name: 'login',
  async run(servers, { seconds = 10 }) {
    const api = await startApi(servers, { settings: { RATE_LIMIT_LOGIN: 'off' } });
    try {
      const credentials = await register(api);
      const takeToken = createTokenCall(servers, api);
      await measure(takeToken, warmUpMs);
      const idle = percentile(await measure(takeToken, seconds * 1_000), 99);
      const [busy, count] = await whileLoggingIn(api, credentials, () => measure(takeToken, seconds * 1_000));
      return [toFigure(idle, percentile(busy, 99), count / seconds)];
    } finally {
      await api.stop();
    }
  },
};

interface Credentials {
  email: string;
  password: string;
}

async function register(api: BenchServer): Promise<Credentials> {
  const credentials = { email: `${crypto.randomUUID()}@example.com`, password: 'correct horse battery' };
  await post(`${api.url}/v1/auth/register`, credentials);
  return credentials;
}

/** Returns with the work's result how many logins there were meanwhile. */
async function whileLoggingIn<T>(api: BenchServer, credentials: Credentials, work: () => Promise<T>): Promise<[T, number]> {
  const over = new AbortController();
  let count = 0;
  const keepLoggingIn = async () => {
    for (; !over.signal.aborted; count += 1) await post(`${api.url}/v1/auth/login`, credentials);
  };
  const callers = Array.from({ length: logins }, keepLoggingIn);
  const result = await work().finally(() => over.abort());
  const done = count;
  await Promise.all(callers);
  return [result, done];
}

function toFigure(idle: number, busy: number, loginsPerSecond: number): Figure {
  return {
    name: `POST /v1/token, p99, during ${logins} logins at once (${loginsPerSecond.toFixed(0)}/s)`,
    bare: `${idle.toFixed(1)} ms`,
    ours: `${busy.toFixed(1)} ms`,
    target: `≤ idle + ${mostMs} ms`,
    ratio: null,
    isMet: busy <= idle + mostMs,
  };
}
