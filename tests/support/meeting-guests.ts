import assert from 'node:assert/strict';
import { type Answer, type Client, createClient } from './client.ts';
import type { MadeMeeting } from './meetings.ts';
import type { TestServer } from './server.ts';

/** What a join answers, let in or waiting. */
export interface JoinBody {
  status: string;
  code?: string;
  participantId: string;
  role: string;
  token: string;
  url: string;
  waitingId: string;
  waitingToken: string;
  isAdmin: boolean;
  participants: { participantId: string; name: string; role: string; isMuted: boolean }[];
  scheduledAt?: string;
}

/** A browser of somebody: it keeps the cookie that it is given. */
export interface Guest {
  join(meeting: Pick<MadeMeeting, 'path'>, wish?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer<JoinBody>>;
  /** Its cookie as a header, when it has one. */
  cookie(): Record<string, string>;
}

let count = 0;

export function newGuest(server: Pick<TestServer, 'url' | 'apiKey'>, credential: Record<string, string> = {}): Guest {
  count += 1;
  const name = `Guest ${count}`;
  const client = createClient(server, credential);
  let cookie: string | null = null;
  const headersOf = (): Record<string, string> => (cookie === null ? {} : { cookie });
  return {
    cookie: headersOf,
    async join({ path }, wish = {}, headers = {}) {
      const answer = await client.call<JoinBody>('POST', `${path}/join`, { name, ...wish }, { ...headersOf(), ...headers });
      cookie = answer.headers.getSetCookie().find((line) => line.startsWith('plenum_guest='))?.split(';')[0] ?? cookie;
      return answer;
    },
  };
}

/** Joins as somebody new, who is let in at once. */
export async function joinAs(server: TestServer, meeting: MadeMeeting, wish: Record<string, unknown> = {}): Promise<JoinBody & { client: Client; guest: Guest }> {
  const guest = newGuest(server);
  const { status, body } = await guest.join(meeting, wish);
  assert.equal(status, 200, JSON.stringify(body));
  return { ...body, guest, client: createClient(server, { authorization: `Bearer ${body.token}` }) };
}

/** Joins as somebody new, who has to wait. */
export async function waitAs(server: TestServer, meeting: MadeMeeting, wish: Record<string, unknown> = {}): Promise<JoinBody & { client: Client; guest: Guest; path: string }> {
  const guest = newGuest(server);
  const { status, body } = await guest.join(meeting, wish);
  assert.equal(status, 202, JSON.stringify(body));
  const path = `${meeting.path}/waiting/${body.waitingId}`;
  return { ...body, guest, path, client: createClient(server, { authorization: `Bearer ${body.waitingToken}` }) };
}
