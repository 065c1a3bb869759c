import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { newSecret, signedHeaders } from './signature.ts';

const now = new Date('2026-01-02T03:04:05.678Z');
const signatureOf = (secret: string) => signedHeaders([secret], 'ev_1', '{}', now)['webhook-signature'];
const expected = (key: Buffer) => `v1,${createHmac('sha256', key).update('ev_1.1767323045.{}').digest('base64')}`;

test('the key is what stands base64 after whsec_, else the bytes of the secret', () => {
  const encoded = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  assert.equal(signatureOf(`whsec_${encoded}`), expected(Buffer.from(encoded, 'base64')));
  for (const secret of ['my sécret', 'MfKQ9r8G', 'whsec_', 'whsec_not base64', 'whsec_abc']) {
    assert.equal(signatureOf(secret), expected(Buffer.from(secret)), secret);
  }
});

test('each secret signs, and the time is in seconds', () => {
  const headers = signedHeaders(['new', 'old'], 'ev_1', '{}', now);
  assert.equal(headers['webhook-signature'], `${signatureOf('new')} ${signatureOf('old')}`);
  assert.equal(headers['webhook-timestamp'], '1767323045');
});

test('a new secret has 32 random bytes', () => {
  const secret = newSecret();
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.notEqual(newSecret(), secret);
});
