import { buildApp } from '../app.ts';
import { createDeps } from '../deps.ts';
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
  stopOnSignal(async () => {
    // A connection that is kept alive after its last answer would hold the server open.
    setInterval(() => app.server.closeIdleConnections(), 100).unref();
    await app.close();
    await deps.close();
  });
  await app.listen({ port: config.port, host: config.host });
  process.send?.('ready');
}
