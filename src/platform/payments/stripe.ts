import type Stripe from 'stripe';
import { AppError } from '../../core/errors.ts';
import { cents, type Money, toCents } from '../../core/money.ts';
import { rememberAnswer } from './remember-answer.ts';

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** Stripe's API, or what stands in for it. */
  apiBase: string;
}

export interface NewCheckout {
  /** Ours: Stripe makes one session of it, however often it is asked, and tells it again as `reference`. */
  id: string;
  amount: Money;
  description: string;
  /** Where the browser goes afterwards. */
  successUrl: string;
  cancelUrl: string;
}

export interface Checkout {
  sessionId: string;
  reference: string | null;
  isPaid: boolean;
  /** What was paid in US dollars; null when Stripe does not say. */
  amount: Money | null;
}

/** Card payments on Stripe's own pages (https://docs.stripe.com/api/checkout/sessions). */
export interface CardPayments {
  /** Begins a payment. Throws a 503 `payments-unavailable` when Stripe cannot be reached or refuses. */
  startCheckout(checkout: NewCheckout): Promise<{ sessionId: string; url: string }>;
  /** What Stripe says of a session now; null when there is none. Throws the same 503. */
  readCheckout(sessionId: string): Promise<Checkout | null>;
  /**
   * Which session an event is about, null for none. Only that is taken from an event: all else is read from Stripe.
   * Throws a 400 unless Stripe has signed these bytes in the last five minutes.
   */
  readEvent(body: Buffer, signature: string | undefined): Promise<string | null>;
  /** Whether Stripe takes our key and answers; asked at most twice a minute. */
  isThere(): Promise<boolean>;
}

const timeoutMs = 10_000;
const probeTimeoutMs = 3_000;
const probeFreshForMs = 30_000;

export function createCardPayments(settings: StripeSettings): CardPayments {
  const client = loadOnce(settings);
  return {
    startCheckout: async (checkout) => startCheckout(await client(), checkout),
    readCheckout: async (sessionId) => readCheckout(await client(), sessionId),
    readEvent: async (body, signature) => readEvent(await client(), body, signature, settings.webhookSecret),
    isThere: rememberAnswer(async () => {
      const options = { timeout: probeTimeoutMs, maxNetworkRetries: 0 };
      return (await (await client()).checkout.sessions.list({ limit: 1 }, options)).object === 'list';
    }, probeFreshForMs),
  };
}

/** The library is large, and most servers take no payments. */
function loadOnce({ secretKey, apiBase }: StripeSettings): () => Promise<Stripe> {
  const { hostname, port, protocol } = new URL(apiBase);
  const [scheme, usualPort] = protocol === 'https:' ? (['https', 443] as const) : (['http', 80] as const);
  const address = { host: hostname, port: port || usualPort, protocol: scheme };
  let client: Promise<Stripe> | null = null;
  return () => {
    client ??= import('stripe').then(({ default: Client }) =>
      new Client(secretKey, { ...address, timeout: timeoutMs, maxNetworkRetries: 1, telemetry: false }));
    return client;
  };
}

async function startCheckout(client: Stripe, { id, amount, description, successUrl, cancelUrl }: NewCheckout) {
  const price = { currency: 'usd', unit_amount: toCents(amount), product_data: { name: description } };
  const session = await client.checkout.sessions
    .create(
      {
        mode: 'payment',
        line_items: [{ quantity: 1, price_data: price }],
        client_reference_id: id,
        metadata: { checkout: id },
        success_url: successUrl,
        cancel_url: cancelUrl,
      },
      { idempotencyKey: id },
    )
    .catch(throwUnavailable);
  if (!session.url) throw unavailable(new Error('The session has no page.'));
  return { sessionId: session.id, url: session.url };
}

async function readCheckout(client: Stripe, sessionId: string): Promise<Checkout | null> {
  const session = await client.checkout.sessions.retrieve(sessionId).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'resource_missing') return null;
    throw unavailable(error);
  });
  if (!session) return null;
  // The library takes any JSON for an answer, also that of a proxy which says that it reaches nobody.
  const isIt = session.object === 'checkout.session' && session.id === sessionId;
  if (!isIt) throw unavailable(new Error('This is no session.'));
  const { id, client_reference_id: reference, payment_status: status, currency, amount_total: total } = session;
  const amount = currency === 'usd' && total !== null ? cents(total) : null;
  return { sessionId: id, reference, isPaid: status === 'paid', amount };
}

async function readEvent(client: Stripe, body: Buffer, signature = '', secret: string): Promise<string | null> {
  try {
    const { data } = await client.webhooks.constructEventAsync(body, signature, secret);
    const { object } = data;
    return 'object' in object && object.object === 'checkout.session' ? object.id : null;
  } catch (error) {
    throw new AppError('validation', 'This is not signed by our Stripe account.', { cause: error });
  }
}

function unavailable(cause: unknown): AppError {
  const detail = 'Card payments cannot be reached at the moment. Try again soon.';
  return new AppError('payments-unavailable', detail, { cause });
}

function throwUnavailable(cause: unknown): never {
  throw unavailable(cause);
}
