import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer();
});
after(() => server.stop());

test('docs/openapi.json is what the server serves', async () => {
  const served = await fetch(`${server.url}/openapi.json`).then((answer) => answer.text());
  const written = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  // Said in words, because the difference of two documents of thousands of lines says nothing.
  assert.ok(served === written, 'docs/openapi.json differs from GET /openapi.json. Write it anew: npm run openapi');
});
