/** `npm run openapi`: writes docs/openapi.json, the same bytes that `GET /openapi.json` answers. */
import { writeFileSync } from 'node:fs';
import { buildApp } from '../app.ts';
import { readConfig } from '../config/index.ts';
import { createDeps } from '../deps.ts';

const file = new URL('../../docs/openapi.json', import.meta.url);

/** The document depends on no setting. Nothing listens at port 1, and nothing of this is ever called. */
const config = readConfig({
  DATABASE_URL: 'postgres://127.0.0.1:1/none',
  REDIS_URL: 'redis://127.0.0.1:1',
  LIVEKIT_URL: 'ws://127.0.0.1:1',
  LIVEKIT_API_KEY: 'none',
  LIVEKIT_API_SECRET: 'none',
  MINIO_ENDPOINT: 'http://127.0.0.1:1',
  MINIO_ACCESS_KEY: 'none',
  MINIO_SECRET_KEY: 'none',
  PLENUM_SECRET: 'none'.repeat(8),
  RATE_LIMIT_IP: 'off',
  LOG_LEVEL: 'silent',
});

const deps = createDeps(config);
const app = await buildApp(deps);
const { body } = await app.inject('/openapi.json');
writeFileSync(file, body);
await app.close();
await deps.close();
