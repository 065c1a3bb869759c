import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer, startServerOn, type TestServer } from '../../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer({ ALLOWED_ORIGINS: 'https://app.example', PUBLIC_URL: 'https://meet.example' });
});
after(() => server.stop());

test('security headers stand on every answer, HSTS only on https', async () => {
  const { headers } = await fetch(`${server.url}/v1/health`);
  assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.match(headers.get('strict-transport-security') ?? '', /max-age=31536000/);
  const plain = await startServerOn(server.env, { PUBLIC_URL: 'http://localhost:3000' });
  try {
    assert.equal((await fetch(`${plain.url}/v1/health`)).headers.get('strict-transport-security'), null);
  } finally {
    await plain.stop();
  }
});

test('other origins may call only when they are allowed, and never with credentials', async () => {
  const preflight = (origin: string) =>
    fetch(`${server.url}/v1/token`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' },
    });
  const allowed = await preflight('https://app.example');
  assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://app.example');
  assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
  assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-origin'), null);
});

test('large answers are compressed as the caller likes', async () => {
  for (const encoding of ['br', 'gzip']) {
    const answer = await fetch(`${server.url}/openapi.json`, { headers: { 'accept-encoding': encoding } });
    assert.equal(answer.headers.get('content-encoding'), encoding);
    assert.equal(((await answer.json()) as { openapi: string }).openapi, '3.1.0');
  }
});

test('the reference loads nothing from another host', async () => {
  const answer = await fetch(`${server.url}/docs/`);
  assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /https:|upgrade/);
  const page = await answer.text();
  assert.match(page, /swagger-ui/);
  assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//);
});
