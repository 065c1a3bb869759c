/** `npm run model -- add|list`: the models that speech is understood with. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readModelsFolder } from '../config/index.ts';
import { installModel } from '../platform/stt/models/install-model.ts';
import { listModels } from '../platform/stt/models/list-models.ts';
import { tryLock } from './local/lock.ts';
import { lineProgress, terminalProgress } from './local/progress.ts';
import { StartError } from './local/start-error.ts';
import { showDownload } from './model/show-download.ts';
import { tryModel } from './model/try-model.ts';

const usage = `Usage:
  npm run model -- add <language> <path|url>   a folder, a zip file, or the URL of one, such as
                                               add en-US https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip
  npm run model -- list                        what is there`;

if (existsSync('.env')) process.loadEnvFile('.env');
const modelsFolder = resolve(readModelsFolder(process.env));
const [command, ...args] = process.argv.slice(2);

try {
  if (command === 'add' && args.length === 2) await add(args[0] as string, args[1] as string);
  else if (command === 'list' && args.length === 0) await list();
  else fail(usage, 2);
} catch (error) {
  // What it was given or the disk is at fault: one line says it. Anything else is a mistake of ours.
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (code === undefined && !['ModelError', 'StartError'].includes(name)) throw error;
  fail(`No model was added: ${message.replace(/\.$/, '')}.`, 1);
}

async function add(language: string, source: string): Promise<void> {
  const lock = await tryLock(`model ${resolve(modelsFolder, language).toLowerCase()}`);
  if (!lock) throw new StartError('another one is just being added for this language');
  if (source.startsWith('http://')) console.log('This comes without encryption: compare the SHA-256 with that of its maker.');
  await mkdir(dirname(modelsFolder), { recursive: true, mode: 0o711 });
  const progress = process.stdout.isTTY ? terminalProgress(process.stdout) : lineProgress(console.log);
  const folder = await installModel({
    language,
    source,
    modelsFolder,
    tryModel: (fresh) => progress.step('Trying the model', () => tryModel(fresh)),
    showProgress: showDownload(process.stdout),
    showChecksum: (sha256) => progress.line(`SHA-256 of the zip file: ${sha256}`),
  });
  lock.release();
  console.log(`The model is in ${folder}. Transcribers find it within seconds.`);
}

async function list(): Promise<void> {
  const models = await listModels(modelsFolder);
  if (models.length === 0) console.log(`There is no model in ${modelsFolder}.\n${usage}`);
  for (const { language, folder, missing } of models) {
    console.log(`${language}\t${folder}\t${missing.length === 0 ? 'complete' : `incomplete: ${missing.join(', ')} missing`}`);
  }
}

function fail(text: string, code: number): never {
  console.error(text);
  process.exit(code);
}
