import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

const complete = {
  PLENUM_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://u:p@localhost/db',
  REDIS_URL: 'redis://localhost',
  LIVEKIT_URL: 'ws://localhost:7880',
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: 'secret',
  MINIO_ENDPOINT: 'http://localhost:9000',
  MINIO_ACCESS_KEY: 'a',
  MINIO_SECRET_KEY: 'b',
};

test('the defaults are those of the reference', () => {
  const config = readConfig(complete);
  assert.equal(config.port, 3000);
  assert.equal(config.publicUrl, 'http://localhost:3000');
  assert.equal(config.livekit.publicUrl, 'ws://localhost:7880');
  assert.equal(config.trustProxy, false);
  assert.deepEqual(config.limits.key, { count: 1200, windowMs: 60_000 });
  assert.deepEqual(config.limits.ip, { count: 100, windowMs: 60_000 });
  assert.ok(Object.isFrozen(config));
});

test('every error is named, not only the first', () => {
  const broken = { ...complete, REDIS_URL: 'http://x', PORT: '99999', PLENUM_API_KEY: 'mk_short', PLENUM_SECRET: 'short' };
  const { DATABASE_URL: _, ...incomplete } = broken;
  assert.throws(
    () => readConfig(incomplete),
    (error) =>
      error instanceof ConfigError &&
      ['DATABASE_URL or DATABASE_PUBLIC_URL is not set', 'REDIS_URL must', 'PORT must', 'PLENUM_API_KEY', 'PLENUM_SECRET'].every(
        (part) => error.message.includes(part),
      ),
  );
});

test('an error never repeats the value, which may be a secret', () => {
  const secret = 'postgresqll://admin:hunter2@db/plenum';
  assert.throws(
    () => readConfig({ ...complete, DATABASE_URL: secret }),
    (error) => error instanceof ConfigError && !error.message.includes('hunter2'),
  );
});

test('older names still work', () => {
  const { DATABASE_URL, ...rest } = complete;
  const config = readConfig({ ...rest, DATABASE_PUBLIC_URL: DATABASE_URL, APP_URL: 'https://meet.example/', API_SECRET: `mk_${'k'.repeat(32)}` });
  assert.equal(config.databaseUrl, DATABASE_URL);
  assert.equal(config.publicUrl, 'https://meet.example');
  assert.equal(config.bootstrapKey, `mk_${'k'.repeat(32)}`);
});

test('limits can be set and switched off, proxies trusted', () => {
  const config = readConfig({ ...complete, RATE_LIMIT_IP: 'off', RATE_LIMIT_KEY: '5/1s', TRUST_PROXY: '10.0.0.0/8, ::1' });
  assert.equal(config.limits.ip, null);
  assert.deepEqual(config.limits.key, { count: 5, windowMs: 1_000 });
  assert.deepEqual(config.trustProxy, ['10.0.0.0/8', '::1']);
  assert.equal(readConfig({ ...complete, TRUST_PROXY: '2' }).trustProxy, 2);
});
