import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createIngressHealth } from './ingress-health.ts';

test('nowhere, nobody there, a reason given, and well', async (t) => {
  assert.match((await createIngressHealth(undefined).findReason()) ?? '', /INGRESS_URL is not set/);
  assert.match((await createIngressHealth('http://127.0.0.1:1').findReason()) ?? '', /does not answer/);
  let status = 503;
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    assert.equal(request.url, '/health');
    response.writeHead(status).end('It is being built.');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const health = createIngressHealth(url);
  const reasons = await Promise.all([health.findReason(), health.findReason()]);
  assert.deepEqual(reasons, ['It is being built.', 'It is being built.']);
  assert.equal(asked, 1, 'those who ask at once share the answer');
  status = 500;
  assert.equal(await createIngressHealth(url).findReason(), 'The ingress server answers 500.');
  status = 200;
  assert.equal(await createIngressHealth(url).findReason(), null);
});
