import type { Config } from './config/index.ts';
import { createWorkspaceParts } from './deps-workspace-parts.ts';
import { formatUsd } from './core/money.ts';
import type { Cipher } from './core/secrets.ts';
import { type AccountsDeps, createPasswords } from './modules/accounts/index.ts';
import { findBalance, moveBalance } from './modules/billing/index.ts';
import type { MeetingsDeps } from './modules/meetings/index.ts';
import { enqueueMail } from './modules/notifications/index.ts';
import type { DatabaseClient } from './platform/db/client.ts';
import type { Livekit } from './platform/livekit/client.ts';
import type { ObjectStore } from './platform/objects/client.ts';

interface Adapters {
  database: DatabaseClient;
  cipher: Cipher;
  livekit: Livekit;
  objects: ObjectStore;
}

/** What accounts need of the modules above them: money and mail. */
export function createAccountsDeps(
  { registration, publicUrl, bootstrapKey: environmentKey }: Config,
  { database: { db }, cipher, livekit, objects }: Adapters,
  { meetings, ...shared }: Pick<AccountsDeps, 'authentication' | 'audit'> & { meetings: MeetingsDeps },
): AccountsDeps {
  return {
    ...{ db, registration, publicUrl, environmentKey, ...shared },
    passwords: createPasswords(),
    parts: createWorkspaceParts({ db, livekit, objects, meetings }),
    mailer: { enqueue: (tx, mail) => enqueueMail(tx, cipher, mail) },
    balances: { read: async (database, workspaceId) => formatUsd(await findBalance(database, workspaceId)), move: async (tx, from, to) => void (await moveBalance(tx, from, to)) },
  };
}
