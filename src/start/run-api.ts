import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../app.ts';
import { type Config, ConfigError, readConfig } from '../config/index.ts';
import { createDeps, type Deps } from '../deps.ts';
import { bootstrapAccounts } from '../modules/accounts/index.ts';
import { isDatabaseAway } from '../platform/db/errors.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { drainOnSignal } from './shutdown.ts';

const databaseWaitMs = 60_000;

/** Runs one API process until it is told to stop. */
export async function runApi(): Promise<void> {
  const config = readConfigOrExit();
  const deps = createDeps(config);
  await prepareDatabase(config, deps);
  void deps.objects.ensureBucket().catch((error) => deps.logger.warn({ err: error }, 'The storage is away'));
  const app = await buildApp(deps);
  drainOnSignal(app, deps);
  await app.listen({ port: config.port, host: config.host });
  process.send?.('ready');
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Waits for a database that is just starting, then brings it up to date. */
async function prepareDatabase(config: Config, deps: Deps): Promise<void> {
  const giveUpAt = Date.now() + databaseWaitMs;
  for (;;) {
    try {
      await migrateDatabase(config.databaseUrl);
      return await bootstrapAccounts(deps.database.db, config.bootstrapKey);
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > giveUpAt) throw error;
      deps.logger.warn({ err: error }, 'Waiting for the database');
      await sleep(1_000);
    }
  }
}
