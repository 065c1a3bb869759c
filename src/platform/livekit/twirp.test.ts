import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { toAppError } from './errors.ts';
import { createRoomServiceCaller } from './twirp.ts';

/** A caller of a server that answers so, and the server. */
async function callerOf(t: TestContext, listener: RequestListener, timeoutMs = 10_000) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const call = createRoomServiceCaller(`ws://127.0.0.1:${port}`, timeoutMs);
  return { server, call: () => call('ListParticipants', 'a.b.c', Buffer.from([1, 2])) };
}

test('the message goes out as protobuf with the token, the answer comes back as bytes', async (t) => {
  const { call } = await callerOf(t, async (request, response) => {
    assert.equal(request.url, '/twirp/livekit.RoomService/ListParticipants');
    assert.equal(request.headers.authorization, 'Bearer a.b.c');
    assert.equal(request.headers['content-type'], 'application/protobuf');
    request.pipe(response);
  });
  assert.deepEqual(await call(), Buffer.from([1, 2]));
});

test("LiveKit's errors keep their code; anything else means that it is away", async (t) => {
  const twirp = await callerOf(t, (_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"not_found","msg":"no such room"}');
  });
  await assert.rejects(twirp.call, (error) => toAppError(error, 'Room').code === 'not-found');
  const proxy = await callerOf(t, (_request, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  });
  await assert.rejects(proxy.call, (error) => toAppError(error, 'Room').code === 'unavailable');
  const silent = await callerOf(t, () => {}, 300);
  await assert.rejects(silent.call, (error) => toAppError(error, 'Room').code === 'unavailable');
});

test('a connection that was closed between two calls is not noticed', async (t) => {
  let calls = 0;
  const { call } = await callerOf(t, (request, response) => {
    calls += 1;
    // The second call finds its connection reset, as when LiveKit restarts.
    if (calls === 2) request.socket.resetAndDestroy();
    else response.end('answer');
  });
  for (let i = 0; i < 3; i += 1) assert.equal(String(await call()), 'answer');
});
