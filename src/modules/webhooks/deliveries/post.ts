import { OutgoingError } from '../../../platform/outgoing/outgoing-error.ts';
import type { WebhooksDeps } from '../deps.ts';
import { signedHeaders } from '../signature.ts';

const timeoutMs = 15_000;

export interface Message {
  url: string;
  /** The event's: the same on every try. */
  id: string;
  body: string;
  /** Encrypted. */
  secret: string;
  /** Encrypted; null when it no longer signs. */
  previousSecret: string | null;
}

/** What became of one try. */
export interface Attempt {
  at: Date;
  ms: number;
  /** null when there was no answer; then `error` says why. */
  statusCode: number | null;
  responseBody: string | null;
  error: string | null;
  isDelivered: boolean;
}

type Answer = Pick<Attempt, 'statusCode' | 'responseBody' | 'error'>;

/** Signs a message and posts it. Does not reject: whatever goes wrong is a failed try. */
export async function post(deps: Pick<WebhooksDeps, 'cipher' | 'outgoing'>, message: Message): Promise<Attempt> {
  const at = new Date();
  const startedAt = performance.now();
  const answer = await send(deps, message, at).catch(
    (error: unknown): Answer => ({ statusCode: null, responseBody: null, error: explain(error) }),
  );
  const { statusCode } = answer;
  const isDelivered = statusCode !== null && statusCode >= 200 && statusCode < 300;
  return { at, ms: Math.round(performance.now() - startedAt), ...answer, isDelivered };
}

async function send(
  { cipher, outgoing }: Pick<WebhooksDeps, 'cipher' | 'outgoing'>,
  message: Message,
  at: Date,
): Promise<Answer> {
  const { url, id, body, secret, previousSecret } = message;
  const sealed = previousSecret === null ? [secret] : [secret, previousSecret];
  const secrets = sealed.map((each) => cipher.decrypt(each));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Plenum-Webhooks',
    ...signedHeaders(secrets, id, body, at),
  };
  const answer = await outgoing.post({ url, headers, body, timeoutMs });
  // PostgreSQL's text holds every character but this one.
  return { statusCode: answer.status, responseBody: answer.body.replaceAll('\0', '\ufffd'), error: null };
}

function explain(error: unknown): string {
  return error instanceof OutgoingError ? error.message : 'The message could not be signed or sent.';
}
