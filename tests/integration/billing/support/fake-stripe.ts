import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Stripe } from 'stripe';
import { createCardPayments } from '../../../../src/platform/payments/stripe.ts';

/** As much of a Checkout session as we send and read. */
export interface FakeSession {
  id: string;
  object: 'checkout.session';
  url: string;
  client_reference_id: string | null;
  currency: string;
  amount_total: number | null;
  payment_status: 'unpaid' | 'paid' | 'no_payment_required';
}

/**
 * The one endpoint of Stripe's API whose answers stripe-mock cannot give: sessions that remember what they were made for,
 * and get paid.
 */
export interface FakeStripe {
  settings: Record<string, string>;
  sessions: Map<string, FakeSession>;
  /** Every request that came: `POST /v1/…`. */
  requests: string[];
  /** How it answers instead, when a test says so. */
  fault: ((response: ServerResponse) => void) | null;
  close(): void;
}

export const webhookSecret = 'whsec_real_enough';
const secretKey = 'sk_test_fake';
const stripe = new Stripe(secretKey);

export async function startFakeStripe(): Promise<FakeStripe> {
  const server = createServer((request, response) => void answer(fake, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeStripe = {
    settings: { STRIPE_API_BASE: apiBase, STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret },
    sessions: new Map(),
    requests: [],
    fault: null,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return fake;
}

/** The adapter as it would be made of these settings. */
export const cardsOf = ({ settings }: FakeStripe) =>
  createCardPayments({ secretKey, webhookSecret, apiBase: settings['STRIPE_API_BASE'] ?? '' });

async function answer(fake: FakeStripe, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '' } = request;
  fake.requests.push(`${method} ${url}`);
  const form = new URLSearchParams(await text(request));
  if (fake.fault) return fake.fault(response);
  const session = method === 'POST' ? createSession(fake, form) : fake.sessions.get(url.split('/').at(-1) ?? '');
  const missing = { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such checkout.session' } };
  response.writeHead(session ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(session ?? missing));
}

function createSession({ sessions }: FakeStripe, form: URLSearchParams): FakeSession {
  const id = `cs_test_${sessions.size + 1}${Math.random().toString(36).slice(2)}`;
  const session: FakeSession = {
    id,
    object: 'checkout.session',
    url: `https://checkout.stripe.com/c/pay/${id}`,
    client_reference_id: form.get('client_reference_id'),
    currency: form.get('line_items[0][price_data][currency]') ?? '',
    amount_total: Number(form.get('line_items[0][price_data][unit_amount]')),
    payment_status: 'unpaid',
  };
  sessions.set(id, session);
  return session;
}

/** An event about a session as Stripe sends it, signed by Stripe's own library. */
export function signEvent(type: string, session: object, { secret = webhookSecret, timestamp = Math.floor(Date.now() / 1_000) } = {}) {
  const event = { id: `evt_${Math.random().toString(36).slice(2)}`, object: 'event', type, data: { object: session } };
  const body = JSON.stringify(event, null, 2);
  return { body, signature: stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }) };
}

/** Sends an event; tells the status of the answer. */
export async function sendEvent(url: string, { body, signature }: { body: string; signature?: string }): Promise<number> {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...(signature === undefined ? {} : { 'stripe-signature': signature }) };
  return (await fetch(`${url}/v1/billing/stripe/webhook`, { method: 'POST', headers, body })).status;
}
