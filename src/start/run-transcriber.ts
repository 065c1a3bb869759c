import { createDeps } from '../deps.ts';
import { startTranscriber } from '../transcriber.ts';
import { prepareDatabase } from './prepare-database.ts';
import { readConfigOrExit } from './read-config.ts';
import { stopOnSignal } from './shutdown.ts';

/** Runs one transcriber process until it is told to stop. */
export async function runTranscriber(): Promise<void> {
  const config = readConfigOrExit();
  // LiveKit's client, loaded later, logs each of its steps unless this says so.
  process.env['NODE_ENV'] ??= 'production';
  const deps = createDeps(config);
  await prepareDatabase(config, deps);
  const transcriber = await startTranscriber(config, deps, (languages) => {
    if (languages.length > 0) process.send?.('transcribing');
  });
  stopOnSignal(async () => {
    await transcriber.stop();
    await deps.close();
  });
  process.send?.('ready');
}
