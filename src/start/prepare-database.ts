import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/index.ts';
import type { Deps } from '../deps.ts';
import { bootstrapAccounts } from '../modules/accounts/index.ts';
import { isDatabaseAway } from '../platform/db/errors.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';

const patienceMs = 60_000;

/** Waits for a database that is just starting, then brings it up to date. Any number of processes may do so at once. */
export async function prepareDatabase(config: Config, deps: Pick<Deps, 'database' | 'logger'>): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      await migrateDatabase(config.databaseUrl);
      return await bootstrapAccounts(deps.database.db, config);
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > giveUpAt) throw error;
      deps.logger.warn({ err: error }, 'Waiting for the database');
      await sleep(1_000);
    }
  }
}
