import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { createDeps, type Deps } from '../../../src/deps.ts';
import { beat, closeGatewayStay, type MeetingCaller, openGatewayStay, raiseHand, setMedia, sweepPresence } from '../../../src/modules/meetings/index.ts';
import { gatewayProcesses, gatewayStays, meetingPeople, meetings } from '../../../src/modules/meetings/tables.ts';
import { joinAs, newGuest, waitAs } from '../../support/meeting-guests.ts';
import { eventsOf } from '../../support/meeting-people.ts';
import { createMeeting, fromNow, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
let deps: Deps;
before(async () => {
  scene = await startMeetingScene();
  deps = createDeps(readConfig({ ...scene.server.env, LOG_LEVEL: 'silent', RATE_LIMIT_HAND_RAISE: '3/9999h' }));
});
after(async () => {
  await deps.close();
  await scene.close();
});

const make = (wish = {}) => createMeeting(scene, scene, wish);

/** Joins as somebody new, whom the gateway knows by their token. */
async function enter(meeting: MadeMeeting, name: string) {
  const joined = await joinAs(scene.server, meeting, { name });
  const { meetingId } = meeting;
  const { participantId } = joined;
  const caller: MeetingCaller = { workspaceId: scene.workspaceId, meetingId, participantId, name, role: 'participant', isHost: false };
  return { ...joined, caller };
}

async function personIn({ meetingId }: MadeMeeting, participantId: string) {
  const people = await scene.database.db.select().from(meetingPeople).where(eq(meetingPeople.meetingId, meetingId));
  return people.find((person) => person.participantId === participantId);
}

const typesIn = async (meeting: MadeMeeting) => (await eventsOf(scene, meeting)).map(({ type }) => type);

interface Attended {
  participants: { name: string; totalMinutes: number; sessions: { joinedAt: string; leftAt: string | null }[] }[];
}

test('somebody with two sockets comes once, and leaves with the last', async () => {
  const meeting = await make({ maxParticipants: 1 });
  const { caller, participantId } = await enter(meeting, 'Ann');
  const processId = newId('gw');
  const [first, second] = [newId('stay'), newId('stay')];
  await openGatewayStay(deps.meetings, caller, first, processId);
  await openGatewayStay(deps.meetings, caller, first, processId);
  await openGatewayStay(deps.meetings, caller, second, processId);
  assert.ok((await personIn(meeting, participantId))?.presentSince);
  await closeGatewayStay(deps.meetings, meeting.meetingId, first);
  assert.equal((await newGuest(scene.server).join(meeting)).body.code, 'meeting-full');
  await closeGatewayStay(deps.meetings, meeting.meetingId, second);
  await closeGatewayStay(deps.meetings, meeting.meetingId, second);
  assert.deepEqual(await typesIn(meeting), ['participant:joined', 'participant:left']);
  assert.equal((await newGuest(scene.server).join(meeting)).status, 200, 'the seat is free at once');
  await assert.rejects(openGatewayStay(deps.meetings, caller, newId('stay'), processId), { code: 'meeting-full' });
  const { body } = await scene.client.call<Attended>('GET', `${meeting.path}/attendance`);
  assert.equal(body.participants.length, 1);
  assert.equal(body.participants[0]?.sessions.length, 1, 'two sockets at once are one session');
});

test('only who was let in may be there', async () => {
  const meeting = await make({ waitingRoom: true });
  const { workspaceId } = scene;
  const { meetingId } = meeting;
  const callerOf = (participantId: string): MeetingCaller => ({ workspaceId, meetingId, participantId, name: 'x', role: 'participant', isHost: false });
  const open = (caller: MeetingCaller) => openGatewayStay(deps.meetings, caller, newId('stay'), 'gw_1');
  const waiting = await waitAs(scene.server, meeting);
  const [person] = await scene.database.db.select().from(meetingPeople).where(eq(meetingPeople.waitingId, waiting.waitingId));
  const caller = callerOf(person?.participantId ?? '');
  await assert.rejects(open(caller), { code: 'forbidden' });
  await assert.rejects(open(callerOf('pt_nobody')), { code: 'forbidden' });
  await assert.rejects(open({ ...caller, workspaceId: 'ws_other' }), { code: 'not-found' });
  await assert.rejects(setMedia(deps.meetings, caller, { isMuted: false }), { code: 'forbidden' });
  await meeting.host.call('POST', `${waiting.path}/admit`);
  await open(caller);
  await meeting.host.call('POST', `${meeting.path}/participants/${caller.participantId}/kick`);
  await assert.rejects(open(caller), { code: 'kicked' });
  const [stay] = await scene.database.db.select().from(gatewayStays).where(eq(gatewayStays.participantId, caller.participantId ?? ''));
  assert.ok(stay?.leftAt, 'a kick ends it');
  const later = await make({ scheduledAt: fromNow(3_600_000) });
  await assert.rejects(open({ ...caller, meetingId: later.meetingId }), { code: 'meeting-not-started' });
  await scene.database.db.update(meetings).set({ status: 'ended' }).where(eq(meetings.id, meetingId));
  await assert.rejects(open(caller), { code: 'meeting-ended' });
});

test('what a process had open ends with its last sign of life, and one that comes back is told', async () => {
  const meeting = await make();
  const [ann, bob] = [await enter(meeting, 'Ann'), await enter(meeting, 'Bob')];
  const [dead, alive] = [newId('gw'), newId('gw')];
  assert.equal(await beat(deps.meetings, dead), true, 'it is new');
  assert.equal(await beat(deps.meetings, dead), false);
  const stayId = newId('stay');
  await openGatewayStay(deps.meetings, ann.caller, stayId, dead);
  await openGatewayStay(deps.meetings, bob.caller, newId('stay'), alive);
  await sweepPresence(deps.meetings);
  assert.deepEqual(await typesIn(meeting), ['participant:joined', 'participant:joined']);

  const diedAt = new Date(Date.now() - 20_000);
  const joinedAt = new Date(Date.now() - 80_000);
  await scene.database.db.update(gatewayStays).set({ joinedAt }).where(eq(gatewayStays.processId, dead));
  await scene.database.db.update(gatewayProcesses).set({ seenAt: diedAt }).where(eq(gatewayProcesses.id, dead));
  // As many workers as there are may find it.
  await Promise.all([sweepPresence(deps.meetings), sweepPresence(deps.meetings)]);
  assert.deepEqual(await typesIn(meeting), ['participant:joined', 'participant:joined', 'participant:left']);
  assert.equal((await personIn(meeting, ann.participantId))?.presentSince, null);
  assert.ok((await personIn(meeting, bob.participantId))?.presentSince);
  const { body } = await scene.client.call<Attended>('GET', `${meeting.path}/attendance`);
  const attended = body.participants.find(({ name }) => name === 'Ann');
  assert.deepEqual([attended?.totalMinutes, attended?.sessions], [1, [{ joinedAt: joinedAt.toISOString(), leftAt: diedAt.toISOString() }]]);
  assert.equal(await beat(deps.meetings, dead), true, 'it was given up');
  await openGatewayStay(deps.meetings, ann.caller, stayId, dead);
  assert.ok((await personIn(meeting, ann.participantId))?.presentSince, 'and takes up again what lasted');
});

test('what somebody does with their microphone, camera and screen is told and shown', async () => {
  const meeting = await make();
  const { caller, participantId, guest } = await enter(meeting, 'Ann');
  await openGatewayStay(deps.meetings, caller, newId('stay'), newId('gw'));
  await setMedia(deps.meetings, caller, { isMuted: false });
  await setMedia(deps.meetings, caller, { isVideoOff: false, isScreenSharing: true });
  await setMedia(deps.meetings, caller, {});
  await raiseHand({ ...deps.meetings, rateLimiter: deps.http.rateLimiter }, caller, { isHandRaised: true });
  const updates = (await eventsOf(scene, meeting)).filter(({ type }) => type === 'participant:updated');
  assert.deepEqual(updates.map(({ audience, data }) => [audience, data]), [
    ['everybody', { participantId, isMuted: false }],
    ['everybody', { participantId, isVideoOff: false, isScreenSharing: true }],
    ['everybody', { participantId, isHandRaised: true }],
  ]);
  const { body } = await guest.join(meeting, { name: 'Ann' });
  const [shown] = body.participants as unknown as Record<string, unknown>[];
  const { joinedAt, ...rest } = shown ?? {};
  assert.ok(Math.abs(Date.now() - new Date(String(joinedAt)).getTime()) < 10_000);
  const media = { isMuted: false, isVideoOff: false, isScreenSharing: true, isHandRaised: true };
  assert.deepEqual(rest, { participantId, name: 'Ann', role: 'participant', ...media });
});

test('a hand goes up and down only so often', async () => {
  const meeting = await make();
  const [ann, bob] = [await enter(meeting, 'Ann'), await enter(meeting, 'Bob')];
  const raise = (caller: MeetingCaller, isHandRaised: boolean) =>
    raiseHand({ ...deps.meetings, rateLimiter: deps.http.rateLimiter }, caller, { isHandRaised });
  for (const isHandRaised of [true, false, true]) await raise(ann.caller, isHandRaised);
  await assert.rejects(raise(ann.caller, false), { code: 'rate-limited' });
  await raise(bob.caller, true);
});

test('a seat that was held for nobody is free after a minute', async () => {
  const meeting = await make({ maxParticipants: 1 });
  const { participantId } = await enter(meeting, 'Ann');
  const held = await scene.database.db.select({ seconds: sql<number>`extract(epoch from seat_until - now())` }).from(meetingPeople).where(eq(meetingPeople.participantId, participantId));
  assert.ok(Math.abs(Number(held[0]?.seconds) - 60) < 5);
  assert.equal((await newGuest(scene.server).join(meeting)).body.code, 'meeting-full');
  const past = sql`now() - interval '1 second'`;
  await scene.database.db.update(meetingPeople).set({ seatUntil: past, heldUntil: past }).where(eq(meetingPeople.participantId, participantId));
  assert.equal((await newGuest(scene.server).join(meeting)).status, 200);
});
