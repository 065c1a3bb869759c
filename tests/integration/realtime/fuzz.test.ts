import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { clientMessageTypes } from '../../../src/contracts/realtime.ts';
import { frameSchemas } from '../../../src/contracts/realtime-frames.ts';
import { type GatewayClient, joinGateway, openGateway } from '../../support/gateway.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
let meeting: MadeMeeting;
before(async () => {
  scene = await startMeetingScene({ RATE_LIMIT_HAND_RAISE: 'off' });
  meeting = await createMeeting(scene, scene, { maxParticipants: 1_000, waitingRoom: true });
});
after(() => scene.close());

/** Each socket may send 50 a second. */
const framesEach = 40;
/** There is nobody here who records or streams; that is no fault of the frame. */
const honest = new Set(['recording-unavailable', 'streaming-unavailable']);

const hostile = fc.constantFrom('\u0000', 'a\u0000b', '\u202e\u2066', '👩‍👩‍👧‍👦', 'ﷺ'.repeat(500), '__proto__', 'constructor', "'; drop table meetings; --", '%s%n', '../..', ' ', '\n', 'x'.repeat(5_000), '1e999');
const word = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('everybody', 'hosts', 'yes', 'yes_no', 'rating', 'multiple_choice'));
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.array(word, { maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1e308, 1.5, Number.MAX_SAFE_INTEGER, null, true, false, [], {}) },
);

/** Data with the fields that a type knows, of whatever kind, and others. */
function dataFor(type: keyof typeof frameSchemas, known: Record<string, unknown>): fc.Arbitrary<unknown> {
  const fields = Object.keys(frameSchemas[type].properties);
  const some = fields.map((field) => [field, fc.oneof(value, fc.constant(known[field] ?? 'x'))] as const);
  const record = fc.record(Object.fromEntries(some), { requiredKeys: fields.slice(0, 1) });
  const plausible = fc.record(Object.fromEntries(fields.map((field) => [field, fc.oneof(fc.constant(known[field] ?? 'x'), word)])));
  return fc.oneof({ weight: 4, arbitrary: record }, { weight: 4, arbitrary: plausible }, { weight: 1, arbitrary: value });
}

async function assertTaken(client: GatewayClient, type: string, data: unknown, seed: number): Promise<void> {
  const answer = await client.ask(type, data as object);
  const status = answer.type === 'ack' ? 200 : Number(answer.data['status']);
  const isHonest = honest.has(String(answer.data['code']));
  assert.ok(status < 500 || isHonest, `seed ${seed}: ${type} ${JSON.stringify(data)} was answered ${JSON.stringify(answer)}`);
}

for (const type of clientMessageTypes.filter((each) => each !== 'auth')) {
  test(`${type}: whatever it carries, it is taken or refused`, async () => {
    const seed = Date.now();
    const { meetingId, adminToken } = meeting;
    const host = await joinGateway(scene.server, meetingId, 'Host', { adminToken });
    const stranger = await openGateway(scene.server);
    const known = { meetingId, adminToken, to: host.participantId, participantId: host.participantId, isMuted: true, final: true, since: 0, emoji: '👍', text: 'Hi', message: 'Hi', name: 'Ann' };
    const some = fc.sample(dataFor(type, known), { numRuns: framesEach + 10, seed });
    for (const [i, data] of some.entries()) await assertTaken(i < framesEach ? host : stranger, type, data, seed);
    assert.equal(host.socket.readyState, host.socket.OPEN);
    await Promise.all([host.close(), stranger.close()]);
  });
}

test('auth: whatever it carries, it is refused and closes the socket', async () => {
  const seed = Date.now();
  for (const data of fc.sample(dataFor('auth', {}), { numRuns: 30, seed })) {
    const client = await openGateway(scene.server);
    await assertTaken(client, 'auth', data, seed);
    await client.close();
  }
});

test('frames of any form leave the gateway and the other sockets as they were', async () => {
  const seed = Date.now();
  const host = await joinGateway(scene.server, meeting.meetingId, 'Host', { adminToken: meeting.adminToken });
  const forms = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.jsonValue().map((data) => JSON.stringify({ type: data, id: data, data })));
  for (const text of fc.sample(forms, { numRuns: 200, seed })) {
    const sender = await openGateway(scene.server);
    sender.send(text);
    const answer = await sender.next('error');
    assert.ok(Number(answer.data['status']) < 500, `seed ${seed}: ${text} was answered ${JSON.stringify(answer)}`);
    await sender.close();
  }
  await host.must('chat:message', { text: 'All is well.' });
  await host.close();
  assert.ok(!/"level":(50|60)/.test(scene.server.readLog()), 'nothing failed inside');
});
