import type { LocalServers } from '../../../src/start/local/servers.ts';
import { alternate } from '../support/alternate.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { type BenchServer, startApi } from '../support/bench-server.ts';
import { measureLatency } from '../support/callers.ts';
import { median } from '../support/statistics.ts';
import { insertPastMeetings, startWorkspace, type Workspace } from '../meetings/past-meetings.ts';

const many = 1_000_000;
const few = 1_000;
const limit = 100;
const farPage = 1_000;
const mostRatio = 1.3;
const roomCount = 50;
const callers = 32;
const demandedJoins = 500;
const runMs = 1_500;

/** How long a page of the history takes after a million meetings, and how many people a process lets into meetings. */
export const meetingsBench: Bench = {
  name: 'meetings',
  async run(servers, { seconds = 10 }) {
    const settings = { MEETING_UNUSED_HOURS: '1000' };
    const api = await startApi(servers, { settings });
    try {
      // In this order: PostgreSQL goes on working for a while when it was given a million rows.
      const joins = await measureJoins(servers, api, seconds);
      return [joins, ...(await measureHistory(servers, api))];
    } finally {
      await api.stop();
    }
  },
};

async function measureHistory({ env }: LocalServers, api: BenchServer): Promise<Figure[]> {
  const databaseUrl = env.DATABASE_URL ?? '';
  const [large, small] = [await startWorkspace(databaseUrl), await startWorkspace(databaseUrl)];
  await insertPastMeetings(databaseUrl, large, many);
  await insertPastMeetings(databaseUrl, small, few);
  const readSmall = () => readPage(api, small, null);
  const far = await findCursor(api, large, farPage);
  const first = await compare(readSmall, () => readPage(api, large, null), 'page 1');
  return [first, await compare(readSmall, () => readPage(api, large, far), `page ${farPage.toLocaleString('en')}`)];
}

async function compare(readBare: () => Promise<unknown>, readOurs: () => Promise<unknown>, page: string): Promise<Figure> {
  const measure = (read: () => Promise<unknown>) => measureLatency(async () => void (await read()), 1, runMs);
  const pairs = await alternate(() => measure(readBare), () => measure(readOurs));
  const ratio = median(pairs.map(({ bare, ours }) => ours / bare));
  return {
    name: `GET /v1/meetings/history, ${page} of ${many.toLocaleString('en')}, beside page 1 of ${few.toLocaleString('en')}`,
    bare: `${median(pairs.map(({ bare }) => bare)).toFixed(2)} ms`,
    ours: `${median(pairs.map(({ ours }) => ours)).toFixed(2)} ms`,
    target: `≤ ${mostRatio}`,
    ratio,
    isMet: ratio <= mostRatio,
  };
}

interface Page {
  meetings: unknown[];
  nextCursor: string | null;
}

async function readPage(api: BenchServer, { apiKey }: Workspace, cursor: string | null): Promise<Page> {
  const query = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
  const answer = await fetch(`${api.url}/v1/meetings/history?${query}`, { headers: { 'x-api-key': apiKey } });
  const page = (await answer.json()) as Page;
  if (page.meetings?.length !== limit) throw new Error(`A page of ${page.meetings?.length} meetings was answered.`);
  return page;
}

/** The cursor of a page far down, by reading all before it. */
async function findCursor(api: BenchServer, workspace: Workspace, page: number): Promise<string | null> {
  let cursor: string | null = null;
  for (let i = 1; i < page; i += 1) cursor = (await readPage(api, workspace, cursor)).nextCursor;
  return cursor;
}

async function measureJoins({ env }: LocalServers, api: BenchServer, seconds: number): Promise<Figure> {
  const key = { 'x-api-key': env.PLENUM_API_KEY ?? '' };
  const ids = await Promise.all(
    Array.from({ length: roomCount }, async () => {
      const { meetingId } = await post<{ meetingId: string }>(`${api.url}/v1/meetings`, { maxParticipants: 10_000 }, key);
      return meetingId;
    }),
  );
  let joins = 0;
  const join = async () => {
    const meetingId = ids[joins % roomCount];
    joins += 1;
    await post(`${api.url}/v1/meetings/${meetingId}/join`, { name: 'Ada Lovelace' });
  };
  await measureLatency(join, callers, 2_000);
  const before = joins;
  const p50 = await measureLatency(join, callers, seconds * 1_000);
  const rate = (joins - before) / seconds;
  return {
    name: `POST /v1/meetings/:id/join over ${roomCount} meetings, one process, ${callers} callers (p50 ${p50.toFixed(0)} ms)`,
    bare: '–',
    ours: `${rate.toFixed(0)}/s`,
    target: `≥ ${demandedJoins}/s`,
    ratio: null,
    isMet: rate >= demandedJoins,
  };
}

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const json = (await answer.json()) as T;
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(json)}`);
  return json;
}
