import { buildApp } from '../app.ts';
import { createDeps } from '../deps.ts';
import { watchConnections } from '../http/unused-connections.ts';
import { prepareDatabase } from './prepare-database.ts';
import { readConfigOrExit } from './read-config.ts';
import { stopOnSignal } from './shutdown.ts';

/** Runs one API process until it is told to stop. */
export async function runApi(): Promise<void> {
  const config = readConfigOrExit();
  const deps = createDeps(config);
  await prepareDatabase(config, deps);
  void deps.objects.ensureBucket().catch((error) => deps.logger.warn({ err: error }, 'The storage is away'));
  const app = await buildApp(deps);
  const closeUnused = watchConnections(app.server);
  stopOnSignal(async () => {
    // Each of them would hold the server open, also those that are kept alive after an answer that is yet to come.
    setInterval(closeUnused, 100).unref();
    await app.close();
    await deps.close();
  });
  await app.listen({ port: config.port, host: config.host });
  process.send?.('ready');
}
