import { runCoalesced } from '../../../core/run-coalesced.ts';
import type { NotificationsDeps } from '../deps.ts';
import { mailsChannel } from '../enqueue-mail.ts';
import { noteMailWorks } from '../mail-state.ts';
import { claimMails } from './claim-mails.ts';
import { sendMail } from './send-mail.ts';

/** Finds retries that are due, and what nobody was woken for. */
const sweepEveryMs = 5_000;
const checkEveryMs = 60_000;
/** However many mails fail, the transport is asked no more often. */
const checkRestMs = 5_000;
const mailsAtOnce = 5;

/** Sends mail, and looks whether it can be sent, until it is stopped. Any number of processes may. */
export async function runMails(deps: NotificationsDeps): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const report = (message: string) => (error: unknown) => deps.logger.warn({ err: error }, message);
  const check = runCoalesced(() => checkTransport(deps), report('Not looked whether mail works; tried again'));
  const send = runCoalesced(
    () => sendDue(deps, { stopping: stopping.signal, onFailure: () => void check() }),
    report('Not all mail was sent; tried again'),
  );
  const listener = await deps.sql.listen(mailsChannel, send, send);
  const timers = [setInterval(send, sweepEveryMs), setInterval(check, checkEveryMs)];
  void check();
  return {
    async stop() {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      await listener.unlisten().catch(() => {});
      await send();
    },
  };
}

/** Sends what is due, some at a time, until nothing is. */
async function sendDue(
  deps: NotificationsDeps,
  { stopping, onFailure }: { stopping: AbortSignal; onFailure: () => void },
): Promise<void> {
  while (!stopping.aborted) {
    const claims = await claimMails(deps.db, mailsAtOnce);
    if (claims.length === 0) return;
    const outcomes = await Promise.allSettled(claims.map((claim) => sendMail(deps, claim)));
    if (outcomes.some((outcome) => outcome.status === 'fulfilled' && !outcome.value)) onFailure();
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    if (lost) throw lost.reason;
  }
}

async function checkTransport({ db, transport }: NotificationsDeps): Promise<number> {
  await noteMailWorks(db, await transport.check().catch(() => false));
  return checkRestMs;
}
