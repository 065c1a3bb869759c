import type { Cipher } from '../../core/secrets.ts';
import type { Database, Transaction } from '../../platform/db/client.ts';
import type { Outgoing } from '../../platform/outgoing/client.ts';
import type { Places } from './deliveries/places.ts';
import type { DisabledReason } from './tables.ts';

/** What the calls about webhooks work with. */
export interface WebhooksDeps {
  db: Database;
  /** Encrypts the secrets. */
  cipher: Cipher;
  outgoing: Outgoing;
  /** Refuses URLs of plain http. */
  requireHttps: boolean;
  /** Has a worker call `runDelivery` with each. What gets lost here is found again by `findDueDeliveries`. */
  wake(due: readonly DueDelivery[]): Promise<void>;
}

/** What telling owners works with. */
export interface OwnersDeps {
  db: Database;
  /** Lets the owner of a webhook know, once the transaction is committed. Filled in by deps.ts. */
  tellOwner(tx: Transaction, webhook: DisabledWebhook): Promise<void>;
}

/** A webhook that the server, and not its owner, has disabled. */
export interface DisabledWebhook {
  workspaceId: string;
  webhookId: string;
  url: string;
  reason: DisabledReason;
  since: Date;
}

/** A delivery that is to be made, and where it belongs. */
export interface DueDelivery {
  id: string;
  webhookId: string;
  /** null for a retry, which goes by itself. */
  lane: string | null;
}

/** What a process that delivers works with. */
export interface DeliveryDeps extends Pick<WebhooksDeps, 'db' | 'cipher' | 'outgoing' | 'wake'> {
  /** One for the process. */
  places: Places;
  /** Aborted when the process is about to end: no further delivery is begun. */
  stopping: AbortSignal;
}
