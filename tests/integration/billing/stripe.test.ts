import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { findBalance } from '../../../src/modules/billing/index.ts';
import { type FakeSession, type FakeStripe, sendEvent, signEvent, startFakeStripe } from './support/fake-stripe.ts';
import { assertLedgerSums } from './support/ledger.ts';
import { createScene, type Owner, type Scene } from './support/scene.ts';

const completed = 'checkout.session.completed';

let stripe: FakeStripe;
let scene: Scene;
let mayPay = true;

before(async () => {
  stripe = await startFakeStripe();
  scene = await createScene(stripe.settings, { payers: { mayPay: async () => mayPay } });
});
beforeEach(() => {
  stripe.fault = null;
  mayPay = true;
});
after(async () => {
  await assertLedgerSums(scene.database);
  await scene.close();
  stripe.close();
});

const balanceOf = ({ workspaceId }: Owner) => findBalance(scene.database.db, workspaceId);
const send = (event: { body: string; signature?: string }) => sendEvent(scene.url, event);
const checkout = (owner: Owner, amountUsd: unknown, headers = {}) =>
  owner.client.call<{ url: string; code: string }>('POST', '/v1/billing/stripe/checkout', { amountUsd }, headers);

/** Begins a payment and, unless told otherwise, pays it. */
async function begin(owner: Owner, amountUsd = 20, isPaid = true): Promise<FakeSession> {
  const { status, body } = await checkout(owner, amountUsd);
  assert.equal(status, 200, JSON.stringify(body));
  const session = stripe.sessions.get(body.url.split('/').at(-1) ?? '') ?? assert.fail('No session');
  if (isPaid) session.payment_status = 'paid';
  return session;
}

test('a payment is credited when Stripe says that it is paid', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner, 20.5, false);
  assert.deepEqual([session.amount_total, session.currency], [2_050, 'usd']);
  assert.equal(await send(signEvent(completed, session)), 200);
  assert.equal(await balanceOf(owner), 0n, 'Completed, but not paid: a bank transfer takes days');
  session.payment_status = 'paid';
  assert.equal(await send(signEvent('checkout.session.async_payment_succeeded', session)), 200);
  assert.equal(await balanceOf(owner), 205_000n);
  const { body } = await owner.client.call<{ transactions: Record<string, string>[] }>('GET', '/v1/billing/history');
  const [{ type, amountUsd, description } = {}] = body.transactions;
  assert.deepEqual([type, amountUsd, description], ['stripe_topup', '20.5000', 'Stripe top-up $20.50']);
});

test('what an event says of the payment is not believed', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner, 5, false);
  const boasting = { ...session, payment_status: 'paid', amount_total: 100_000 };
  assert.equal(await send(signEvent(completed, boasting)), 200);
  assert.equal(await balanceOf(owner), 0n);
  session.payment_status = 'paid';
  assert.equal(await send(signEvent(completed, boasting)), 200);
  assert.equal(await balanceOf(owner), 50_000n);
});

test('repeated, out of order and at the same time, events of one payment credit it once', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner);
  const event = signEvent(completed, session);
  const others = ['checkout.session.async_payment_succeeded', completed, 'checkout.session.expired', 'payment_intent.succeeded'];
  const events = [...others.map((type) => signEvent(type, session)), ...Array.from({ length: 16 }, () => event)];
  const statuses = await Promise.all(events.map(send));
  assert.deepEqual(new Set(statuses), new Set([200]));
  assert.equal(await send(event), 200);
  assert.equal(await balanceOf(owner), 200_000n);
});

test('forged, old and missing signatures are a 400 and credit nothing', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner);
  const { body, signature } = signEvent(completed, session);
  const asked = stripe.requests.length;
  const forged = [
    { body },
    { body, signature: '' },
    { body, signature: 't=1,v1=abc' },
    { body: body.replace('cs_test', 'cs_toast'), signature },
    { body: JSON.stringify(JSON.parse(body)), signature },
    { body, signature: signEvent(completed, session, { secret: 'whsec_other' }).signature },
    signEvent(completed, session, { timestamp: Math.floor(Date.now() / 1_000) - 301 }),
    { body: '', signature },
    { body: 'not JSON', signature },
  ];
  for (const event of forged) assert.equal(await send(event), 400, JSON.stringify(event));
  assert.equal(stripe.requests.length, asked, 'Stripe was not even asked');
  assert.equal(await balanceOf(owner), 0n);
});

test('an event that is nothing to us is taken and forgotten', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner, 20, false);
  const foreign = { ...session, id: 'cs_test_foreign', client_reference_id: 'theirs', payment_status: 'paid' as const };
  stripe.sessions.set(foreign.id, foreign);
  const events = [
    signEvent(completed, foreign),
    signEvent(completed, { ...session, id: 'cs_test_unknown' }),
    signEvent('customer.created', { object: 'customer', id: 'cus_1' }),
  ];
  for (const event of events) assert.equal(await send(event), 200);
  // Who has seen a reference of ours cannot pay for another's account less than they say.
  const borrowed = { ...foreign, id: 'cs_test_borrowed', client_reference_id: session.client_reference_id };
  stripe.sessions.set(borrowed.id, borrowed);
  assert.equal(await send(signEvent(completed, borrowed)), 200);
  assert.equal(await balanceOf(owner), 0n);
});

test('a payment is credited though the process died before it knew the session', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner);
  await scene.database.sql`update stripe_checkouts set session_id = null where session_id = ${session.id}`;
  assert.equal(await send(signEvent(completed, session)), 200);
  assert.equal(await balanceOf(owner), 200_000n);
});

test('while Stripe is away an event is not taken, so that it comes again', async () => {
  const owner = await scene.newOwner();
  const session = await begin(owner);
  const event = signEvent(completed, session);
  stripe.fault = (response) => void response.writeHead(500).end('{}');
  assert.equal(await send(event), 503);
  stripe.fault = (response) => response.destroy();
  assert.equal(await send(event), 503);
  stripe.fault = (response) => void response.writeHead(200).end('<html>');
  assert.equal(await send(event), 503);
  const refused = await checkout(owner, 20);
  assert.deepEqual([refused.status, refused.body.code], [503, 'payments-unavailable']);
  stripe.fault = null;
  assert.equal(await send(event), 200);
  assert.equal(await balanceOf(owner), 200_000n);
});

test('amounts from 5 to 1000 dollars with at most two decimals are taken, nothing else', async () => {
  const owner = await scene.newOwner();
  for (const amount of [5, 5.1, 19.99, 571 * 0.01, 1e3, 999.99]) {
    const { status } = await checkout(owner, amount);
    assert.equal(status, 200, String(amount));
  }
  const asked = stripe.requests.length;
  const wrong = [4.99, 4.999, 5.001, 19.999, 1000.01, 1e4, 0, -5, -20.5, '20', '1e3', null, NaN, Infinity, true, [20], {}, 1e-7, undefined];
  for (const amount of wrong) {
    const { status, body } = await checkout(owner, amount);
    assert.deepEqual([status, body.code], [400, 'validation'], String(amount));
  }
  for (const text of ['NaN', '1e400', '0x20', '020', '+20', '20.', '"NaN"', '20,5', '']) {
    assert.equal(await sendText(owner, `{"amountUsd":${text}}`), 400, text);
  }
  assert.equal(await sendText(owner, '{"amountUsd":1e2}'), 200, 'another way to write 100');
  assert.equal(stripe.requests.length, asked + 1);
});

async function sendText({ apiKey }: Owner, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
  return (await fetch(`${scene.url}/v1/billing/stripe/checkout`, { method: 'POST', headers, body })).status;
}

test('the same Idempotency-Key begins one payment', async () => {
  const owner = await scene.newOwner();
  const headers = { 'idempotency-key': 'pay-once' };
  const first = await checkout(owner, 20, headers);
  const again = await checkout(owner, 20, headers);
  assert.equal(again.body.url, first.body.url);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal((await checkout(owner, 21, headers)).status, 422);
});

test('who has not verified their e-mail address cannot pay yet', async () => {
  const owner = await scene.newOwner();
  mayPay = false;
  const { status, body } = await checkout(owner, 20);
  assert.deepEqual([status, body.code], [403, 'forbidden']);
});
