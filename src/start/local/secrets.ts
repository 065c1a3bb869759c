import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writePrivateFile } from './private-file.ts';

/** What a local stack makes once and keeps in `<data folder>/secrets.json`. */
export interface Secrets {
  apiKey: string;
  secret: string;
  databasePassword: string;
  redisPassword: string;
  livekitRedisPassword: string;
  livekitKey: string;
  livekitSecret: string;
  minioAccessKey: string;
  minioSecretKey: string;
}

/** Reads the kept secrets, makes those that are missing, and keeps them; the environment's own values win. */
export async function keepSecrets(dataDir: string, env: NodeJS.ProcessEnv): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await readKept(file);
  const secrets: Secrets = { ...makeSecrets(), ...kept };
  if (Object.keys(secrets).some((name) => !(name in kept))) {
    await writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
  }
  return { ...secrets, ...givenSecrets(env) };
}

async function readKept(file: string): Promise<Partial<Secrets>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function makeSecrets(): Secrets {
  return {
    apiKey: `mk_${randomBytes(24).toString('hex')}`,
    secret: randomBytes(32).toString('base64url'),
    databasePassword: randomBytes(16).toString('hex'),
    redisPassword: randomBytes(16).toString('hex'),
    livekitRedisPassword: randomBytes(16).toString('hex'),
    livekitKey: `API${randomBytes(6).toString('hex')}`,
    livekitSecret: randomBytes(32).toString('hex'),
    minioAccessKey: randomBytes(10).toString('hex'),
    minioSecretKey: randomBytes(20).toString('hex'),
  };
}

function givenSecrets(env: NodeJS.ProcessEnv): Partial<Secrets> {
  const given: Partial<Secrets> = {
    apiKey: env.PLENUM_API_KEY || env.API_SECRET,
    secret: env.PLENUM_SECRET,
    livekitKey: env.LIVEKIT_API_KEY,
    livekitSecret: env.LIVEKIT_API_SECRET,
    minioAccessKey: env.MINIO_ACCESS_KEY,
    minioSecretKey: env.MINIO_SECRET_KEY,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Partial<Secrets>;
}
