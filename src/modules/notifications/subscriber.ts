import type { DomainEvent } from '../../contracts/domain-events.ts';
import type { Cipher } from '../../core/secrets.ts';
import type { Transaction } from '../../platform/db/client.ts';
import type { Subscriber } from '../../platform/outbox/relay.ts';
import { mailOwner } from './mail-owner.ts';
import type { MailKind } from './compose-mail.ts';

interface Notice {
  kind: MailKind;
  data: Record<string, string>;
}

/** Has events become mails to the owner of their workspace: one for each event, however often it is relayed. */
export function createMailSubscriber({ cipher }: { cipher: Cipher }): Subscriber {
  return async (tx, events) => {
    for (const event of events) await mailEvent(tx, cipher, event);
    return null;
  };
}

async function mailEvent(tx: Transaction, cipher: Cipher, event: DomainEvent): Promise<void> {
  const notice = toNotice(event);
  if (notice) await mailOwner(tx, cipher, event.workspaceId, { ...notice, cause: event.key });
}

function toNotice({ name, data }: DomainEvent): Notice | null {
  if (name === 'balance_low') return { kind: 'low-balance', data: pickText(data, ['balance', 'threshold']) };
  if (name !== 'recording_ready') return null;
  const recording = Object(data['recording']) as Record<string, unknown>;
  // Whoever uploads a file has been told by the answer.
  if (recording['engine'] === 'upload') return null;
  return { kind: 'recording-ready', data: pickText(recording, ['recordingId', 'filename', 'roomId']) };
}

/** Those of the fields that are text: an event must not be held up by one that is not. */
function pickText(data: Record<string, unknown>, names: string[]): Record<string, string> {
  const entries = names.map((name) => [name, data[name]]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<string, string>;
}
