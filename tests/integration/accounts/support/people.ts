import assert from 'node:assert/strict';
import { type Client, createClient } from '../../../support/client.ts';
import type { TestServer } from '../../../support/server.ts';

export const password = 'correct horse battery';

/** Somebody with an account, and their browser with the session of its registration. */
export interface Person {
  id: string;
  email: string;
  username: string;
  apiKey: string;
  inviteCode: string;
  /** The secret in the cookie. */
  session: string;
  browser: Client;
}

type Server = Pick<TestServer, 'url' | 'apiKey'>;

/** A browser on a page of `server` that holds this session. */
export function browserOf(server: Server, session: string): Client {
  return createClient(server, { cookie: `plenum_session=${session}`, origin: server.url });
}

/** A caller without any credential. */
export function nobody(server: Server): Client {
  return createClient(server, {});
}

/** The session that an answer puts into the cookie. */
export function sessionIn(headers: Headers): string {
  const [, secret] = /^plenum_session=([^;]*)/.exec(headers.get('set-cookie') ?? '') ?? [];
  assert.ok(secret, 'The answer sets the cookie.');
  return secret;
}

export function newEmail(): string {
  return `${crypto.randomUUID()}@example.com`;
}

/** Registers somebody whom nobody knows yet. */
export async function registerPerson(server: Server, extra: Record<string, unknown> = {}): Promise<Person> {
  const body = { email: newEmail(), password, username: `u-${crypto.randomUUID().slice(0, 20)}`, ...extra };
  const answer = await nobody(server).call<Omit<Person, 'session' | 'browser'>>('POST', '/v1/auth/register', body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const session = sessionIn(answer.headers);
  return { ...answer.body, session, browser: browserOf(server, session) };
}

/** A new session of somebody. */
export async function logIn(server: Server, { email }: Pick<Person, 'email'>, secret = password): Promise<Client> {
  const { status, headers } = await nobody(server).call('POST', '/v1/auth/login', { email, password: secret });
  assert.equal(status, 200);
  return browserOf(server, sessionIn(headers));
}
