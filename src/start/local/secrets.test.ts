import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { keepSecrets } from './secrets.ts';

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'plenum-secrets-'))));
after(() => rm(folder, { recursive: true }));

test('secrets are made once and kept for their owner alone', async () => {
  const made = await keepSecrets(folder, {});
  assert.match(made.apiKey, /^mk_[A-Za-z0-9_-]{32,}$/);
  assert.ok(made.secret.length >= 32 && made.livekitSecret.length >= 32);
  assert.equal(new Set(Object.values(made)).size, Object.keys(made).length);
  assert.equal((await stat(join(folder, 'secrets.json'))).mode & 0o777, 0o600);
  assert.deepEqual(await keepSecrets(folder, {}), made);
});

test('what the environment gives wins and is not kept', async () => {
  const kept = await keepSecrets(folder, {});
  const apiKey = `mk_${'k'.repeat(32)}`;
  assert.deepEqual(await keepSecrets(folder, { API_SECRET: apiKey }), { ...kept, apiKey });
  assert.deepEqual(await keepSecrets(folder, { PLENUM_API_KEY: apiKey, API_SECRET: 'other' }), { ...kept, apiKey });
  assert.deepEqual(await keepSecrets(folder, {}), kept);
});

test('a secret that an older version did not make is added', async () => {
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ apiKey: 'mk_old' }));
  const secrets = await keepSecrets(folder, {});
  assert.equal(secrets.apiKey, 'mk_old');
  assert.ok(secrets.databasePassword);
  assert.deepEqual(await keepSecrets(folder, {}), secrets);
});
