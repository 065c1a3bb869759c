import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { buildGoTool } from '../tools/go-tool.ts';
import { answersHttp } from './answers-http.ts';
import type { PreparedServer, ServerContext } from './server.ts';

/** MinIO on one folder; the API makes its bucket. */
export async function prepareMinio(context: ServerContext): Promise<PreparedServer> {
  const { dataDir, env, secrets } = context;
  const file = await buildGoTool(
    {
      name: 'minio',
      title: 'MinIO',
      module: 'github.com/minio/minio',
      package: 'github.com/minio/minio',
      setting: 'MINIO_ENDPOINT',
    },
    env,
    context.progress,
  );
  const folder = join(dataDir, 'minio');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    name: 'minio',
    title: 'MinIO',
    portNames: ['minio'],
    command: async (ports) => ({
      file,
      args: ['server', folder, '--address', `127.0.0.1:${ports.minio}`, '--quiet'],
      env: {
        PATH: env.PATH ?? '',
        HOME: folder,
        MINIO_ROOT_USER: secrets.minioAccessKey,
        MINIO_ROOT_PASSWORD: secrets.minioSecretKey,
        MINIO_BROWSER: 'off',
        MINIO_UPDATE: 'off',
      },
      cwd: folder,
      deathSignal: 'KILL',
      runAs: null,
    }),
    isReady: (ports) => answersHttp(`http://127.0.0.1:${ports.minio}/minio/health/ready`),
    stopSteps: [{ signal: 'SIGTERM', waitMs: 5_000 }],
    environment: (ports) => ({
      MINIO_ENDPOINT: `http://127.0.0.1:${ports.minio}`,
      MINIO_ACCESS_KEY: secrets.minioAccessKey,
      MINIO_SECRET_KEY: secrets.minioSecretKey,
    }),
  };
}
