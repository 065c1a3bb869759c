import assert from 'node:assert/strict';
import { test } from 'node:test';

import { givenServers } from './given.ts';
import { StartError } from './start-error.ts';

test('nothing is given by an empty environment or by empty settings', () => {
  assert.equal(givenServers({ REDIS_URL: '' }).size, 0);
});

test('a server is given by its setting or by the setting of another name', () => {
  const given = givenServers({ DATABASE_PUBLIC_URL: 'postgres://db/x', REDIS_URL: 'redis://r' });
  assert.deepEqual([...given], [
    ['postgres', { DATABASE_URL: 'postgres://db/x' }],
    ['redis', { REDIS_URL: 'redis://r' }],
  ]);
});

test('a given LiveKit has its Redis', () => {
  const settings = { LIVEKIT_URL: 'ws://l', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
  assert.deepEqual([...givenServers(settings)], [['livekit', settings], ['livekitRedis', {}]]);
});

test('LiveKit and MinIO need their keys with them', () => {
  assert.throws(
    () => givenServers({ MINIO_ENDPOINT: 'http://m', MINIO_ACCESS_KEY: 'a' }),
    new StartError('MINIO_ENDPOINT is set: set MINIO_SECRET_KEY too.'),
  );
  assert.throws(
    () => givenServers({ LIVEKIT_URL: 'ws://l' }),
    new StartError('LIVEKIT_URL is set: set LIVEKIT_API_KEY and LIVEKIT_API_SECRET too.'),
  );
});
