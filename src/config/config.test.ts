import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig, readModelsFolder } from './config.ts';

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
  assert.equal(config.ingressUrl, undefined);
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

test('mail goes by SMTP or Resend, from an address of its own', () => {
  const none = readConfig(complete).mail;
  assert.deepEqual(none, { smtpUrl: undefined, resendKey: undefined, from: { name: 'Plenum', address: 'no-reply@localhost' }, isLogged: true });
  const from = { MAIL_FROM: 'Meetings <hello@meet.example>' };
  const { mail } = readConfig({ ...complete, ...from, SMTP_URL: 'smtps://u:p@mail.example:465', NODE_ENV: 'production' });
  assert.deepEqual([mail.smtpUrl, mail.from.name, mail.isLogged], ['smtps://u:p@mail.example:465', 'Meetings', false]);
  const both = { SMTP_URL: 'smtp://mail.example', RESEND_API_KEY: 're_x' };
  for (const wrong of [both, { SMTP_URL: 'https://mail.example' }, { MAIL_FROM: 'a@b\r\nBcc: c@d' }, { MAIL_FROM: 'a@b, c@d' }]) {
    assert.throws(() => readConfig({ ...complete, ...wrong }), (error) => error instanceof ConfigError && /SMTP_URL|MAIL_FROM/.test(error.message));
  }
});

test('limits can be set and switched off, proxies trusted', () => {
  const config = readConfig({ ...complete, RATE_LIMIT_IP: 'off', RATE_LIMIT_KEY: '5/1s', TRUST_PROXY: '10.0.0.0/8, ::1' });
  assert.equal(config.limits.ip, null);
  assert.deepEqual(config.limits.key, { count: 5, windowMs: 1_000 });
  assert.deepEqual(config.trustProxy, ['10.0.0.0/8', '::1']);
  assert.equal(readConfig({ ...complete, TRUST_PROXY: '2' }).trustProxy, 2);
  for (const wrong of ['yes', '10.0.0.0/8, proxy.example', '10.0.0.0/64', '-1']) {
    assert.throws(() => readConfig({ ...complete, TRUST_PROXY: wrong }), /TRUST_PROXY must be `true`, a number of proxies/, wrong);
  }
});

test('the engine that records is one of three, and egress may have its page under another address', () => {
  assert.deepEqual(readConfig(complete).recording, { engine: 'auto', templateUrl: undefined });
  const given = { RECORDING_ENGINE: 'egress', EGRESS_TEMPLATE_URL: 'http://plenum:3000/composite.html' };
  assert.deepEqual(readConfig({ ...complete, ...given }).recording, { engine: 'egress', templateUrl: given.EGRESS_TEMPLATE_URL });
  assert.throws(() => readConfig({ ...complete, RECORDING_ENGINE: 'best' }), /RECORDING_ENGINE must be one of auto, egress, browser/);
});

test('models are in the data folder, or where they are said to be', () => {
  assert.equal(readConfig(complete).transcription.modelsFolder, '.plenum/models');
  assert.equal(readConfig({ ...complete, PLENUM_DATA_DIR: '/data' }).transcription.modelsFolder, '/data/models');
  assert.equal(readConfig({ ...complete, PLENUM_DATA_DIR: '/data', VOSK_MODELS_DIR: '/models' }).transcription.modelsFolder, '/models');
  assert.equal(readModelsFolder({ PLENUM_DATA_DIR: '/data' }), '/data/models', 'no other setting is needed');
});
