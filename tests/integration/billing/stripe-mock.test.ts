import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, eventually } from '../../support/client.ts';
import { startServer } from '../../support/server.ts';
import { startStripeMock } from '../../support/stripe-mock.ts';
import { sendEvent, signEvent } from './support/fake-stripe.ts';

interface Health {
  capabilities: { payments: boolean };
}

test("Stripe's own mock takes what we send, and a server without Stripe's keys says so", async (t) => {
  const stripe = await startStripeMock();
  t.after(() => stripe.stop());
  const server = await startServer(stripe.settings);
  t.after(() => server.stop());
  const { call } = createClient(server);
  const canPay = async () => (await call<Health>('GET', '/v1/health')).body.capabilities.payments;
  // A question that took too long is asked again half a minute later.
  await eventually(async () => assert.equal(await canPay(), true), 40_000, 500);
  const { status, body } = await call<{ url: string }>('POST', '/v1/billing/stripe/checkout', { amountUsd: 25 });
  assert.equal(status, 200, JSON.stringify(body));
  assert.match(body.url, /^https:\/\/checkout\.stripe\.com\//);
  const session = { object: 'checkout.session', id: 'cs_test_1' };
  const secret = stripe.settings['STRIPE_WEBHOOK_SECRET'] ?? '';
  assert.equal(await sendEvent(server.url, signEvent('checkout.session.completed', session, { secret })), 200);
  assert.deepEqual((await call('GET', '/v1/billing/balance')).body, { balance: '0.0000', currency: 'USD' });
  assert.doesNotMatch(server.readLog(), /sk_test|whsec_/);
});

test('without the keys of Stripe payments are off', async (t) => {
  const server = await startServer({ STRIPE_SECRET_KEY: 'sk_test_alone' });
  t.after(() => server.stop());
  const { call } = createClient(server);
  assert.equal((await call<Health>('GET', '/v1/health')).body.capabilities.payments, false);
  const { status, body } = await call('POST', '/v1/billing/stripe/checkout', { amountUsd: 25 });
  assert.deepEqual([status, body['code']], [503, 'payments-unavailable']);
  assert.equal(await sendEvent(server.url, signEvent('checkout.session.completed', {})), 503);
});
