import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient, eventually } from '../support/client.ts';
import { type Frame, joinGateway } from '../support/gateway.ts';
import { startServerOn, type TestServer } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';

let stack: LocalServers;
let servers: TestServer[];

before(async () => {
  stack = await startOwnStack();
  servers = await Promise.all([startServerOn(stack.env), startServerOn(stack.env)]);
});
after(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await stack.stop();
});

async function meetAtBoth() {
  const [first, second] = servers;
  assert.ok(first && second);
  const { body } = await createClient(first).call<{ meetingId: string }>('POST', '/v1/meetings', {});
  const { meetingId } = body;
  return { ann: await joinGateway(first, meetingId, 'Ann'), ben: await joinGateway(second, meetingId, 'Ben') };
}

const textsOf = (frames: Frame[]) => frames.filter(({ type }) => type === 'chat:message').map(({ data }) => data['text']);

test('Redis away for some seconds: everything that is stored comes to everybody, once and in order', async () => {
  const { ann, ben } = await meetAtBoth();
  const expected: string[] = [];
  const say = async (text: string) => {
    await ann.must('chat:message', { text });
    expected.push(text);
  };
  await say('before');
  await stack.stopServer('redis');
  for (let i = 0; i < 20; i += 1) {
    await say(`away ${i}`);
    await sleep(100);
  }
  // Nobody waits for Redis to come back: everybody looks every five seconds.
  await ben.find(() => textsOf(ben.frames).length >= 10);
  await stack.startServer('redis');
  for (let i = 0; i < 20; i += 1) {
    await say(`back ${i}`);
    await sleep(50);
  }
  for (const { frames, find } of [ann, ben]) {
    await find(() => textsOf(frames).length >= expected.length);
    assert.deepEqual(textsOf(frames), expected);
  }
  // What is not stored comes again once both processes have found Redis.
  const hasReacted = async () => assert.ok(ben.frames.some(({ type }) => type === 'react'));
  await eventually(async () => {
    await ann.must('react', { emoji: '👍' });
    await eventually(hasReacted, 500);
  }, 10_000);
  await Promise.all([ann.close(), ben.close()]);
});

test('PostgreSQL away: a frame is answered 503, sockets stay, and all goes on when it is back', async () => {
  const { ann, ben } = await meetAtBoth();
  await stack.stopServer('postgres');
  const { type, data } = await ann.ask('chat:message', { text: 'lost' });
  assert.deepEqual([type, data['status'], data['code']], ['error', 503, 'unavailable']);
  await ann.must('react', { emoji: '👍' });
  await ben.next('react');
  await stack.startServer('postgres');
  let answer = await ann.ask('chat:message', { text: 'found' });
  for (let i = 0; i < 50 && answer.type === 'error'; i += 1) {
    await sleep(100);
    answer = await ann.ask('chat:message', { text: 'found' });
  }
  assert.equal(answer.type, 'ack');
  await ben.find(() => textsOf(ben.frames).includes('found'));
  assert.deepEqual(textsOf(ben.frames), ['found']);
  await Promise.all([ann.close(), ben.close()]);
});
