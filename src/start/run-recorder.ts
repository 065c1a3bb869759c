import { createDeps } from '../deps.ts';
import { prepareDatabase } from './prepare-database.ts';
import { readConfigOrExit } from './read-config.ts';
import { stopOnSignal } from './shutdown.ts';

/** Runs one recorder process until it is told to stop. */
export async function runRecorder(): Promise<void> {
  const config = readConfigOrExit();
  const deps = createDeps(config);
  await prepareDatabase(config, deps);
  process.send?.('ready');
  // What drives a browser takes long to load, and nobody has to wait for it: `capabilities` tells when it is there.
  const { startRecorder } = await import('../recorder.ts');
  const recorder = startRecorder(config, deps, () => process.send?.('recording'));
  stopOnSignal(async () => {
    await recorder.stop();
    await deps.close();
  });
}
