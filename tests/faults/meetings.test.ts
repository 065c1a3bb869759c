import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { parseLivekitRoom } from '../../src/platform/livekit/room-names.ts';
import { creditWorkspace } from '../../src/modules/billing/index.ts';
import { connectDatabase } from '../../src/platform/db/client.ts';
import type { LocalServers } from '../../src/start/local/servers.ts';
import { createClient, eventually } from '../support/client.ts';
import { eventSettings } from '../support/events-stack.ts';
import { type GatewayClient, joinGateway, openGateway } from '../support/gateway.ts';
import { readJwt } from '../openapi/support/scene.ts';
import { joinRoom, type Participant } from '../support/participants.ts';
import { findFreePort, startServerOn, startWorkerOn, type TestServer } from '../support/server.ts';
import { startOwnStack } from '../support/stack.ts';

type Worker = Awaited<ReturnType<typeof startWorkerOn>>;

let servers: LocalServers;
/** The first is the one that LiveKit tells its events. */
let apis: [TestServer, TestServer];
let worker: Worker;
let port: string;

const settings = { ...eventSettings, BILLING_ENABLED: 'true' };

before(async () => {
  port = String(await findFreePort());
  servers = await startOwnStack({ PORT: port });
  apis = [await startServerOn(servers.env, { ...settings, PORT: port }), await startServerOn(servers.env, settings)];
  worker = await startWorkerOn(servers.env, settings);
  await payIn();
});
after(async () => {
  await Promise.all([...apis, worker].map((process) => process.stop()));
  await servers.stop();
});

/** Somebody with a socket and with LiveKit's own client. */
interface Person {
  participantId: string;
  token: string;
  gateway: GatewayClient;
  inLivekit: Participant;
}

interface Made {
  meetingId: string;
  adminToken: string;
}

interface Usage {
  durationMinutes: number;
  peakParticipants: number;
  costUsd: string;
}

interface Attendance {
  participants: { participantId: string; sessions: { joinedAt: string; leftAt: string | null }[] }[];
}

async function createPaidMeeting(title: string): Promise<Made> {
  const { status, body } = await createClient(apis[0]).call<Made>('POST', '/v1/meetings', { title });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

async function comeIn(api: TestServer, { meetingId }: Made, name: string): Promise<Person> {
  const gateway = await joinGateway(api, meetingId, name);
  const inLivekit = await joinRoom(gateway.token, servers.env['LIVEKIT_URL'] ?? '');
  return { participantId: gateway.participantId, token: gateway.token, gateway, inLivekit };
}

/** As the web app does it when its socket was cut: with the token that it has, and asking for what it missed. */
async function comeBack(api: TestServer, { meetingId }: Made, person: Person): Promise<void> {
  const since = Math.max(0, ...person.gateway.frames.map(({ seq = 0 }) => seq));
  const gateway = await openGateway(api);
  await gateway.must('auth', { token: person.token });
  const joining = gateway.must('join-meeting', { meetingId });
  assert.equal((await gateway.next('joined')).data['participantId'], person.participantId);
  await joining;
  gateway.send({ type: 'resume', data: { meetingId, since } });
  const { data } = await gateway.next('resumed');
  assert.equal(data['complete'], true);
  const earlier = person.gateway.frames;
  person.gateway = gateway;
  gateway.frames.unshift(...earlier);
}

const say = ({ gateway }: Person, text: string) => gateway.must('chat:message', { text });

/** What somebody was sent of the chat, in order. */
function heard({ gateway }: Person): unknown[] {
  return gateway.frames.filter(({ type }) => type === 'chat:message').map(({ data }) => data['text']);
}

async function restart(which: 0 | 1): Promise<void> {
  apis[which].process.kill('SIGKILL');
  await eventually(async () => assert.notEqual(apis[which].process.signalCode, null), 5_000);
  apis[which] = await startServerOn(servers.env, which === 0 ? { ...settings, PORT: port } : settings);
}

// Before anything is killed: whoever reconciles keeps its turn for ten seconds.
test('LiveKit’s webhooks lost for a minute: who left meanwhile, and the charge, are right within 15 seconds', { timeout: 180_000 }, async () => {
  const meeting = await createPaidMeeting('Unheard');
  const [ada, grace] = [await joinByRest(meeting, 'Ada'), await joinByRest(meeting, 'Grace')];
  await countPeople(meeting, 2);
  const cameAt = Date.now();
  await Promise.all(apis.map((api) => api.stop()));
  await sleep(15_000);
  await ada.inLivekit.leave();
  const adaLeftAt = Date.now();
  await sleep(25_000);
  await grace.inLivekit.leave();
  const graceLeftAt = Date.now();
  await sleep(20_000);
  apis = [await startServerOn(servers.env, { ...settings, PORT: port }), await startServerOn(servers.env, settings)];
  await eventually(() => countPeople(meeting, 0), 20_000, 500);
  const host = createClient(apis[0], { 'x-admin-token': meeting.adminToken });
  const { body } = await host.call<Usage>('DELETE', `/v1/meetings/${meeting.meetingId}`);
  const attendance = await createClient(apis[0]).call<Attendance>('GET', `/v1/meetings/${meeting.meetingId}/attendance`);
  const leftAt = (id: string) => {
    const sessions = attendance.body.participants.find(({ participantId }) => participantId === id)?.sessions ?? [];
    assert.equal(sessions.length, 1, JSON.stringify(attendance.body));
    return Date.parse(sessions[0]?.leftAt ?? '');
  };
  assert.ok(Math.abs(leftAt(ada.participantId) - adaLeftAt) <= 15_000, `Ada left ${leftAt(ada.participantId) - adaLeftAt} ms late`);
  assert.ok(Math.abs(leftAt(grace.participantId) - graceLeftAt) <= 15_000, `Grace left ${leftAt(grace.participantId) - graceLeftAt} ms late`);
  assert.equal(body.peakParticipants, 2);
  assert.ok(Math.abs(body.durationMinutes * 60_000 - (graceLeftAt - cameAt)) <= 17_000, `${body.durationMinutes} minutes`);
  const [charge] = await readCharges(meeting.meetingId);
  assert.equal(charge, `-${body.costUsd}`);
});

test('every process killed in the middle of a meeting changes nothing for the people in it', { timeout: 180_000 }, async () => {
  const meeting = await createPaidMeeting('Killed');
  const [ada, grace] = [await comeIn(apis[0], meeting, 'Ada'), await comeIn(apis[1], meeting, 'Grace')];
  const sids = [ada, grace].map(({ inLivekit }) => inLivekit.room.localParticipant?.sid);
  const said: string[] = [];
  const talk = async (person: Person, text: string) => {
    await say(person, text);
    said.push(text);
  };
  await talk(ada, 'all is well');
  await countPeople(meeting, 2);

  apis[0].process.kill('SIGKILL');
  await ada.gateway.closed();
  await talk(grace, 'the first process is away');
  apis[0] = await startServerOn(servers.env, { ...settings, PORT: port });
  await comeBack(apis[0], meeting, ada);
  await talk(ada, 'the first process is back');

  await restart(1);
  await comeBack(apis[1], meeting, grace);
  await talk(grace, 'the second one, too');

  worker.process.kill('SIGKILL');
  const redis = new Redis(servers.env['REDIS_URL'] ?? '');
  await redis.flushall();
  redis.disconnect();
  await talk(ada, 'Redis is empty and the worker away');
  worker = await startWorkerOn(servers.env, settings);

  await servers.stopServer('postgres');
  await sleep(1_000);
  await servers.startServer('postgres');
  await eventually(() => talk(grace, 'PostgreSQL was away'), 15_000, 500);

  await eventually(async () => {
    assert.deepEqual(heard(ada), said);
    assert.deepEqual(heard(grace), said);
  }, 10_000);
  await countPeople(meeting, 2);
  assert.deepEqual([ada, grace].map(({ inLivekit }) => inLivekit.room.localParticipant?.sid), sids, 'they never left LiveKit');
  assert.ok([ada, grace].every(({ inLivekit }) => inLivekit.room.isConnected));

  const host = createClient(apis[1], { 'x-admin-token': meeting.adminToken });
  const { status, body } = await host.call<Usage>('DELETE', `/v1/meetings/${meeting.meetingId}`);
  assert.equal(status, 200, JSON.stringify(body));
  await Promise.all([ada, grace].flatMap(({ gateway, inLivekit }) => [gateway.closed(), inLivekit.untilOut()]));
  assert.equal(body.peakParticipants, 2);
  const [charge, more] = await readCharges(meeting.meetingId);
  assert.equal(more, undefined, 'one charge');
  assert.equal(charge, `-${body.costUsd}`);
});

/** A hundred dollars, to the workspace of the servers' own key. */
async function payIn(): Promise<void> {
  const wish = { roomId: 'r', userId: 'u', name: 'U', role: 'viewer' };
  const { body } = await createClient(apis[0]).call<{ token: string }>('POST', '/v1/token', wish);
  const { video } = readJwt(body.token) as { video: { room: string } };
  const { workspaceId } = parseLivekitRoom(video.room) ?? { workspaceId: '' };
  const { db, close } = connectDatabase(servers.env['DATABASE_URL'] ?? '');
  await creditWorkspace(db, { workspaceId, amount: 1_000_000n, description: 'For the test', requestId: crypto.randomUUID() });
  await close();
}

async function joinByRest({ meetingId }: Made, name: string) {
  const stranger = createClient(apis[0], {});
  const { status, body } = await stranger.call<{ participantId: string; token: string }>('POST', `/v1/meetings/${meetingId}/join`, { name });
  assert.equal(status, 200, JSON.stringify(body));
  return { ...body, inLivekit: await joinRoom(body.token, servers.env['LIVEKIT_URL'] ?? '') };
}

async function countPeople({ meetingId }: Made, count: number): Promise<void> {
  await eventually(async () => {
    const { body } = await createClient(apis[1]).call<{ participantCount: number }>('GET', `/v1/meetings/${meetingId}`);
    assert.equal(body.participantCount, count, JSON.stringify(body));
  }, 10_000, 200);
}

/** What the workspace was charged for a meeting. */
async function readCharges(meetingId: string): Promise<string[]> {
  const { body } = await createClient(apis[0]).call<{ transactions: { amountUsd: string; type: string; description: string }[] }>('GET', '/v1/billing/history');
  const { body: past } = await createClient(apis[0]).call<{ meetings: { meetingId: string; title: string }[] }>('GET', '/v1/meetings/history');
  const title = past.meetings.find((meeting) => meeting.meetingId === meetingId)?.title;
  return body.transactions.filter(({ type, description }) => type === 'meeting_charge' && description.includes(`“${title}”`)).map(({ amountUsd }) => amountUsd);
}
