import type { Config } from './config/index.ts';
import { forgetAuditEntries } from './http/audit/workspace-entries.ts';
import { forgetKeys } from './modules/accounts/index.ts';
import { forgetIngressSessions } from './modules/ingress/index.ts';
import { forgetMeetings, isMeetingOpen } from './modules/meetings/index.ts';
import { forgetMails } from './modules/notifications/index.ts';
import { forgetSessions } from './modules/rooms/index.ts';
import { forgetTranscriptions } from './modules/transcription/index.ts';
import { forgetDeliveries } from './modules/webhooks/index.ts';
import type { Database, DatabaseClient } from './platform/db/client.ts';

/** What is kept for RETENTION_DAYS, by module; each may be called again at any time, and by several processes at once. */
const kept = [
  (db: Database, days: number) => forgetSessions(db, days, isMeetingOpen),
  ...[forgetIngressSessions, forgetDeliveries, forgetMails, forgetMeetings, forgetTranscriptions],
  ...[forgetKeys, forgetAuditEntries],
];

export interface Retention {
  /** null: for good. */
  days: number | null;
  /** Forgets what is older. Rejects with all that failed, after everything else was done, and stops when aborted. */
  enforce(stopping: AbortSignal): Promise<void>;
}

export interface RetentionDeps {
  retention: Retention;
}

export function createRetention({ retentionDays: days }: Config, { database }: { database: DatabaseClient }): RetentionDeps {
  return { retention: { days, enforce: async (stopping) => (days === null ? undefined : forgetAll(database.db, days, stopping)) } };
}

async function forgetAll(db: Database, days: number, stopping: AbortSignal): Promise<void> {
  const errors: unknown[] = [];
  for (const forget of kept) {
    if (stopping.aborted) return;
    await forget(db, days).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Not everything that is old was forgotten.');
}
