import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drizzle } from 'drizzle-orm/postgres-js';
import { dollars } from '../../../src/core/money.ts';
import { creditWorkspace } from '../../../src/modules/billing/index.ts';
import { createClient, eventually } from '../../support/client.ts';
import { useServerAndDatabase } from '../../support/server-and-database.ts';
import { startServerOn } from '../../support/server.ts';
import { browserOf, logIn, newEmail, nobody, password, type Person, registerPerson } from './support/people.ts';

const { server, sql } = await useServerAndDatabase();

const company = () => registerPerson(server, { accountType: 'company', companyName: 'Acme Corp' });
const join = ({ browser }: Person, inviteCode: string) => browser.call('POST', '/v1/company/join', { inviteCode });
const replaceKey = async ({ browser }: Person, id?: string) =>
  (await browser.call<{ apiKey: string }>('POST', '/v1/keys/rotate', { id })).body.apiKey;
const makeKeyOnce = ({ browser }: Person) => browser.call('POST', '/v1/keys', { label: 'CI' }, { 'idempotency-key': 'ci-key' });
const me = async ({ browser }: Pick<Person, 'browser'>) => (await browser.call('GET', '/v1/auth/me')).body;

test('a company is made with its owner, and others join by its code', async () => {
  const owner = await company();
  const member = await registerPerson(server);
  assert.ok(owner.inviteCode.length >= 12);
  const own = await me(member);
  await member.browser.call('POST', '/v1/rooms', { name: 'own room' });
  const joined = await join(member, owner.inviteCode);
  const { companyId } = joined.body;
  assert.deepEqual([joined.status, joined.body], [200, { message: 'Joined Acme Corp', companyId, companyName: 'Acme Corp' }]);

  const [asOwner, asMember] = [await me(owner), await me(member)];
  assert.deepEqual([asOwner.role, asMember.role, asMember.companyId, asMember.companyName], ['owner', 'member', companyId, 'Acme Corp']);
  assert.equal(asMember.workspaceId, asOwner.workspaceId);
  assert.notEqual(asMember.workspaceId, own.workspaceId);
  await owner.browser.call('POST', '/v1/rooms', { name: 'shared room' });
  assert.equal((await member.browser.call('GET', '/v1/rooms/shared%20room')).status, 200);
  assert.equal((await member.browser.call('GET', '/v1/rooms/own%20room')).status, 404, 'stays where it was');
  assert.equal((await createClient(server, { 'x-api-key': member.apiKey }).call('GET', '/v1/rooms')).status, 401, 'the old key ended');

  assert.deepEqual((await member.browser.call('GET', '/v1/company')).body, { companyId, companyName: 'Acme Corp', role: 'member' });
  const { body } = await owner.browser.call<{ members: { id: string; email: string; role: string; joinedAt: string }[]; nextCursor: null }>('GET', '/v1/company/members');
  assert.deepEqual(body.members.map(({ id, email, role }) => ({ id, email, role })), [
    { id: owner.id, email: owner.email, role: 'owner' },
    { id: member.id, email: member.email, role: 'member' },
  ]);
  assert.equal(body.nextCursor, null);
});

test('the balance moves over with whoever joins', async () => {
  const [owner, member] = await Promise.all([company(), registerPerson(server)]);
  const { workspaceId } = await me(member);
  const credit = { workspaceId: String(workspaceId), amount: dollars(25), description: 'Welcome', requestId: crypto.randomUUID() };
  await creditWorkspace(drizzle(sql), credit);
  assert.equal((await me(member)).balance, '25.0000');
  assert.equal((await join(member, owner.inviteCode)).status, 200);
  assert.deepEqual([(await me(member)).balance, (await me(owner)).balance], ['25.0000', '25.0000']);
  await owner.browser.call('DELETE', `/v1/company/members/${member.id}`);
  assert.equal((await me({ browser: await logIn(server, member) })).balance, '0.0000', 'and stays there');
});

test('what is paid for a workspace whose owner has joined a company follows the rest there', async () => {
  const [owner, member] = await Promise.all([company(), registerPerson(server)]);
  const { workspaceId } = await me(member);
  const pay = (amount: number) =>
    creditWorkspace(drizzle(sql), { workspaceId: String(workspaceId), amount: dollars(amount), description: 'Late', requestId: crypto.randomUUID() });
  // Whichever comes first, the join takes it along or it follows.
  await Promise.all([join(member, owner.inviteCode), pay(10), pay(5)]);
  assert.equal(await pay(1), dollars(16));
  assert.equal((await me(owner)).balance, '16.0000');
  const [row] = await sql`select amount from balances where workspace_id = ${String(workspaceId)}`;
  assert.equal(Number(row?.['amount']), 0);
});

test('who is in a company cannot join another, a wrong code is refused, and at once only one counts', async () => {
  const [one, two, member] = await Promise.all([company(), company(), registerPerson(server)]);
  const wrong = await join(member, 'no-such-code');
  assert.deepEqual([wrong.status, wrong.body.code], [403, 'invalid-invite']);
  assert.equal((await join(one, two.inviteCode)).status, 409, 'an owner');
  const both = await Promise.all([join(member, one.inviteCode), join(member, two.inviteCode), join(member, one.inviteCode)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409, 409]);
  assert.equal((await sql`select 1 from memberships where account_id = ${member.id}`).length, 1);
});

test('only the owner sees members, removes them and makes codes; outside a company there is none', async () => {
  const [owner, member, stranger] = await Promise.all([company(), registerPerson(server), registerPerson(server)]);
  await join(member, owner.inviteCode);
  const calls = [['GET', '/v1/company/members'], ['POST', '/v1/company/invite-code'], ['DELETE', `/v1/company/members/${owner.id}`]] as const;
  for (const [method, path] of calls) {
    assert.equal((await member.browser.call(method, path)).status, 403, path);
    assert.equal((await stranger.browser.call(method, path)).status, 404, path);
    assert.equal((await createClient(server, { 'x-api-key': owner.apiKey }).call(method, path)).status, 403, 'a key is not enough');
  }
  assert.equal((await stranger.browser.call('GET', '/v1/company')).status, 404);
  const other = await company();
  assert.equal((await other.browser.call('DELETE', `/v1/company/members/${member.id}`)).status, 404, "another company's");
  assert.equal((await owner.browser.call('DELETE', `/v1/company/members/${owner.id}`)).status, 409);
});

test('a new code ends the old one', async () => {
  const [owner, member] = await Promise.all([company(), registerPerson(server)]);
  const made = await owner.browser.call<{ inviteCode: string }>('POST', '/v1/company/invite-code');
  assert.equal(made.status, 201);
  assert.equal((await join(member, owner.inviteCode)).status, 403);
  assert.equal((await join(member, made.body.inviteCode)).status, 200);
  assert.equal((await sql`select 1 from companies where invite_code_hash = ${made.body.inviteCode}`).length, 0);
});

test('a removed member is back in their own workspace; their sessions and their keys of the company end everywhere', async () => {
  const other = await startServerOn(server.env);
  try {
    const [owner, member] = await Promise.all([company(), registerPerson(server)]);
    const own = await me(member);
    await join(member, owner.inviteCode);
    const { body: made } = await member.browser.call<{ key: string }>('POST', '/v1/keys', {});
    const { body: grandchild } = await createClient(server, { 'x-api-key': made.key }).call<{ key: string }>('POST', '/v1/keys', {});
    const held = [made.key, grandchild.key].map((key) => createClient(other, { 'x-api-key': key }));
    const elsewhere = [...held, browserOf(other, member.session)];
    for (const client of elsewhere) assert.equal((await client.call('GET', '/v1/rooms')).status, 200);
    assert.equal((await owner.browser.call('DELETE', `/v1/company/members/${member.id}`)).status, 204);
    for (const client of elsewhere) await eventually(async () => assert.equal((await client.call('GET', '/v1/rooms')).status, 401), 1_000, 20);
    assert.equal((await createClient(server, { 'x-api-key': owner.apiKey }).call('GET', '/v1/rooms')).status, 200, "the owner's stay");
    const back = await me({ browser: await logIn(server, member) });
    assert.deepEqual([back.workspaceId, back.companyId, back.role], [own.workspaceId, null, null]);
    assert.equal((await owner.browser.call('DELETE', `/v1/company/members/${member.id}`)).status, 404);
  } finally {
    await other.stop();
  }
});

test('a replaced key is of whoever replaced it: of a member it ends with them, of the owner it stays', async () => {
  const [owner, member] = await Promise.all([company(), registerPerson(server)]);
  await join(member, owner.inviteCode);
  const { body } = await owner.browser.call<{ keys: { id: string }[] }>('GET', '/v1/keys');
  const membersNow = await replaceKey(member, body.keys[0]?.id);
  const { body: made } = await member.browser.call<{ id: string }>('POST', '/v1/keys', {});
  const ownersNow = await replaceKey(owner, made.id);
  const use = async (key: string) => (await createClient(server, { 'x-api-key': key }).call('GET', '/v1/rooms')).status;
  assert.deepEqual([await use(membersNow), await use(ownersNow)], [200, 200]);
  assert.equal((await owner.browser.call('DELETE', `/v1/company/members/${member.id}`)).status, 204);
  await eventually(async () => assert.equal(await use(membersNow), 401), 1_000, 20);
  assert.equal(await use(ownersNow), 200);
});

test("a member who uses the owner's Idempotency-Key is not told the key that the owner made with it", async () => {
  const [owner, member] = await Promise.all([company(), registerPerson(server)]);
  await join(member, owner.inviteCode);
  assert.equal((await makeKeyOnce(owner)).status, 201);
  const spied = await makeKeyOnce(member);
  assert.deepEqual([spied.status, spied.body.code, spied.body.key], [422, 'idempotency-mismatch', undefined]);
  const again = await makeKeyOnce(owner);
  assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [201, 'true']);
});

test('no key outlives its maker, however keys and the removal meet', async () => {
  const [owner, member] = await Promise.all([company(), registerPerson(server)]);
  await join(member, owner.inviteCode);
  const { workspaceId } = await me(owner);
  const makes = Array.from({ length: 12 }, () => member.browser.call<{ key?: string }>('POST', '/v1/keys', {}));
  const [removal] = await Promise.all([owner.browser.call('DELETE', `/v1/company/members/${member.id}`), ...makes]);
  assert.equal(removal.status, 204);
  for (const { status } of await Promise.all(makes)) assert.ok(status === 201 || status === 401, String(status));
  const left = await sql`select id from api_keys where workspace_id = ${String(workspaceId)} and account_id = ${member.id} and revoked_at is null`;
  assert.equal(left.length, 0);
});

test('whoever registers with a code is a member, with a key of the company', async () => {
  const owner = await company();
  const invited = await registerPerson(server, { inviteCode: owner.inviteCode });
  const [asOwner, asMember] = [await me(owner), await me(invited)];
  assert.deepEqual([asMember.role, asMember.workspaceId, asMember.accountType], ['member', asOwner.workspaceId, 'personal']);
  await owner.browser.call('POST', '/v1/rooms', { name: 'ours' });
  assert.equal((await createClient(server, { 'x-api-key': invited.apiKey }).call('GET', '/v1/rooms/ours')).status, 200);
  const email = newEmail();
  const bad = await nobody(server).call('POST', '/v1/auth/register', { email, password, inviteCode: 'wrong' });
  assert.deepEqual([bad.status, bad.body.code], [403, 'invalid-invite']);
  assert.equal((await nobody(server).call('POST', '/v1/auth/register', { email, password })).status, 201, 'nothing of it was kept');
});
