import { createDeps } from '../deps.ts';
import { startWorker } from '../worker.ts';
import { prepareDatabase } from './prepare-database.ts';
import { readConfigOrExit } from './read-config.ts';
import { stopOnSignal } from './shutdown.ts';

/** Runs one worker process until it is told to stop. */
export async function runWorker(): Promise<void> {
  const config = readConfigOrExit();
  const deps = createDeps(config);
  await prepareDatabase(config, deps);
  const worker = await startWorker(deps);
  stopOnSignal(async () => {
    await worker.stop();
    await deps.close();
  });
  process.send?.('ready');
}
