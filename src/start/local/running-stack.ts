import { stackHolder } from './data-folder.ts';
import { StartError } from './start-error.ts';
import { readStack } from './stack-file.ts';

const DEFAULT_DATA_DIR = '.plenum';

/** Where a stack keeps its data, by the settings. */
export function dataFolderOf(env: NodeJS.ProcessEnv): string {
  return env.PLENUM_DATA_DIR || DEFAULT_DATA_DIR;
}

const NEEDED = [
  'DATABASE_URL',
  'REDIS_URL',
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'MINIO_ENDPOINT',
  'MINIO_ACCESS_KEY',
  'MINIO_SECRET_KEY',
  'PLENUM_SECRET',
];

const OTHER_NAMES: Record<string, string> = { DATABASE_URL: 'DATABASE_PUBLIC_URL' };

/** Fills what is not set in `env` from the stack that runs in the data folder; says what is missing without one. */
export async function useRunningStack(env: NodeJS.ProcessEnv): Promise<void> {
  const missing = NEEDED.filter((name) => !env[name] && !env[OTHER_NAMES[name] ?? name]);
  if (missing.length === 0) return;
  const folder = dataFolderOf(env);
  if ((await stackHolder(folder)) === null) {
    throw new StartError(
      `Not set: ${missing.join(', ')}. No stack runs in ${folder} to take them from: ` +
        'set them, or run "npm start" first.',
    );
  }
  const { env: stackEnv } = await readStack(folder);
  for (const [name, value] of Object.entries(stackEnv)) {
    if (!env[name] && !env[OTHER_NAMES[name] ?? name]) env[name] = value;
  }
}
