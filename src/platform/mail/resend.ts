import { formatMailbox, type Mailbox } from '../../core/mailbox.ts';
import type { MailTransport } from './mail-transport.ts';

const timeoutMs = 20_000;
const maxShown = 300;

/**
 * Sends by the HTTP API of Resend, which takes a mail once per `Idempotency-Key` within a day.
 * @param baseUrl another one in tests.
 */
export function createResend(apiKey: string, from: Mailbox, baseUrl = 'https://api.resend.com'): MailTransport {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(baseUrl + path, {
      ...init,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...init.headers },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    async send({ id, to, subject, text, html }) {
      const headers = { 'Auto-Submitted': 'auto-generated' };
      const body = JSON.stringify({ from: formatMailbox(from), to: [to], subject, text, html, headers });
      const answer = await call('/emails', { method: 'POST', body, headers: { 'idempotency-key': id } });
      const told = await answer.text();
      if (!answer.ok) throw new Error(`Resend answered ${answer.status}: ${told.slice(0, maxShown)}`);
    },
    async check() {
      const answer = await call('/domains');
      const told = await answer.text();
      // A key that may only send is refused here, but by its name, so it is a good one.
      return answer.ok || told.includes('restricted_api_key');
    },
  };
}
