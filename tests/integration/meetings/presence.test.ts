import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AudioSource, LocalAudioTrack, LocalVideoTrack, TrackPublishOptions, TrackSource, VideoSource } from '@livekit/rtc-node';
import { asc, eq, sql } from 'drizzle-orm';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { createDeps } from '../../../src/deps.ts';
import { leaveMeeting, openGatewayStay } from '../../../src/modules/meetings/index.ts';
import { meetingEvents, meetingPeople, meetings } from '../../../src/modules/meetings/tables.ts';
import { meetingMutes, meetingSightings } from '../../../src/modules/meetings/presence/tables.ts';
import { connectDatabase, type DatabaseClient } from '../../../src/platform/db/client.ts';
import { type Client, createClient, eventually } from '../../support/client.ts';
import { type EventsStack, startEventsStack } from '../../support/events-stack.ts';
import { joinAs, type JoinBody, newGuest } from '../../support/meeting-guests.ts';
import { createMeeting, type MadeMeeting } from '../../support/meetings.ts';
import { comeAndBePutOut, joinRoom, type Participant } from '../../support/participants.ts';
import { startWorkerOn } from '../../support/server.ts';

let stack: EventsStack;
let owner: Client;
let database: DatabaseClient;
const connected: Participant[] = [];

before(async () => {
  stack = await startEventsStack();
  owner = createClient(stack.api);
  database = connectDatabase(stack.api.env.DATABASE_URL ?? '');
});
after(async () => {
  await Promise.all(connected.map((participant) => participant.leave()));
  await database.close();
  await stack.stop();
});

const make = (wish = {}) => createMeeting({ server: stack.api }, { client: owner }, wish);

async function connect({ token, url }: Pick<JoinBody, 'token' | 'url'>): Promise<Participant> {
  const participant = await joinRoom(token, url);
  connected.push(participant);
  return participant;
}

/** Joins and connects as somebody new. */
async function enter(meeting: MadeMeeting, wish: Record<string, unknown> = {}) {
  const joined = await joinAs(stack.api, meeting, wish);
  return { ...joined, livekit: await connect(joined) };
}

/** Who is present, by a new join's list of them. */
async function presentIn({ meetingId }: MadeMeeting) {
  const rows = await database.db.select().from(meetingPeople).where(eq(meetingPeople.meetingId, meetingId)).orderBy(asc(meetingPeople.presentSince));
  return rows.filter(({ presentSince }) => presentSince !== null);
}

async function toldIn({ meetingId }: MadeMeeting) {
  const rows = await database.db.select().from(meetingEvents).where(eq(meetingEvents.meetingId, meetingId)).orderBy(asc(meetingEvents.seq));
  return rows.map(({ type, audience, data }) => ({ type, audience, data }));
}

const tracksOf = async ({ meetingId }: MadeMeeting, participantId: string) => {
  const { body } = await owner.call<{ tracks: { sid: string; muted: boolean }[] }>('GET', `/v1/rooms/${meetingId}/participants/${participantId}`);
  return body.tracks;
};

const untilPresent = (meeting: MadeMeeting, names: string[]) =>
  eventually(async () => assert.deepEqual((await presentIn(meeting)).map(({ name }) => name).toSorted(), names), 5_000);

test('who is in LiveKit is present, is told of, and leaves their seat to the next', async () => {
  const meeting = await make({ maxParticipants: 1 });
  const ann = await enter(meeting, { name: 'Ann' });
  await untilPresent(meeting, ['Ann']);
  assert.equal((await newGuest(stack.api).join(meeting)).body.code, 'meeting-full');
  const again = await ann.guest.join(meeting, { name: 'Ann' });
  assert.deepEqual(again.body.participants.map(({ participantId, name, role, isMuted }) => ({ participantId, name, role, isMuted })), [
    { participantId: ann.participantId, name: 'Ann', role: 'participant', isMuted: true },
  ]);
  // A second answer holds the seat for a minute more; not so the first, by which they came.
  await database.db.update(meetingPeople).set({ heldUntil: null }).where(eq(meetingPeople.participantId, ann.participantId));
  await ann.livekit.leave();
  await untilPresent(meeting, []);
  const { participantId } = ann;
  assert.deepEqual(await toldIn(meeting), [
    { type: 'participant:joined', audience: 'everybody', data: { participantId, name: 'Ann', isMuted: true, isVideoOff: true, isAdmin: false } },
    { type: 'participant:left', audience: 'everybody', data: { participantId, name: 'Ann' } },
  ]);
  const emptySince = async () => (await database.db.select().from(meetings).where(eq(meetings.id, meeting.meetingId)))[0]?.emptySince;
  assert.ok(await emptySince());
  const bob = await enter(meeting, { name: 'Bob' });
  await untilPresent(meeting, ['Bob']);
  assert.equal(await emptySince(), null);

  const attendance = (await meeting.host.call<{ participants: { name: string; sessions: { joinedAt: string; leftAt: string | null }[] }[] }>('GET', `${meeting.path}/attendance`)).body.participants;
  assert.deepEqual(attendance.map(({ name }) => name), ['Ann', 'Bob']);
  assert.deepEqual(attendance.map(({ sessions }) => sessions.map(({ leftAt }) => leftAt === null)), [[false], [true]]);
  await bob.livekit.leave();
});

test('attendance as a table is safe to open', async () => {
  const meeting = await make();
  const eve = await enter(meeting, { name: '=HYPERLINK("http://evil","x")' });
  await untilPresent(meeting, ['=HYPERLINK("http://evil","x")']);
  const { body, headers } = await owner.call<string>('GET', `${meeting.path}/attendance?format=csv`);
  assert.match(headers.get('content-type') ?? '', /^text\/csv/);
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="attendance-.*\.csv"$/);
  const [header, line, rest] = String(body).split('\r\n');
  assert.equal(header, 'participantId,name,role,totalMinutes,joinedAt,leftAt');
  assert.match(line ?? '', new RegExp(`^${eve.participantId},"'=HYPERLINK\\(""http://evil"",""x""\\)",participant,[\\d.]+,\\d{4}-.*Z,$`));
  assert.equal(rest, '');
  await eve.livekit.leave();
});

test('the first track of everybody is muted when they join, and they may unmute it', async () => {
  const meeting = await make({ muteOnJoin: true });
  const ann = await enter(meeting, { name: 'Ann' });
  const sid = await ann.livekit.publishTone();
  await eventually(async () => assert.deepEqual(await tracksOf(meeting, ann.participantId), [{ ...(await tracksOf(meeting, ann.participantId))[0], sid, muted: true }]), 5_000);
  await eventually(async () => assert.equal((await database.db.select().from(meetingMutes)).length, 0), 3_000);
  const path = `/v1/rooms/${meeting.meetingId}/participants/${ann.participantId}/mute`;
  assert.equal((await owner.call('POST', path, { trackSid: sid, muted: false })).status, 204);
  const second = await ann.livekit.publishTone();
  await eventually(async () => assert.equal((await tracksOf(meeting, ann.participantId)).length, 2), 3_000);
  await eventually(async () => assert.equal((await presentIn(meeting))[0]?.isMuted, false, 'a later track is heard'), 5_000);
  const muted = (await tracksOf(meeting, ann.participantId)).filter((track) => track.muted);
  assert.deepEqual(muted, [], `${sid} and ${second} stay as they are`);
  await ann.livekit.leave();
});

test('the first camera is off when they join, but no screen', async () => {
  const meeting = await make({ videoOffOnJoin: true });
  const ann = await enter(meeting, { name: 'Ann' });
  const screen = await publishVideo(ann.livekit, TrackSource.SOURCE_SCREENSHARE);
  await eventually(async () => assert.equal((await presentIn(meeting))[0]?.isScreenSharing, true), 5_000);
  const camera = await publishVideo(ann.livekit, TrackSource.SOURCE_CAMERA);
  const mutedSids = async () => (await tracksOf(meeting, ann.participantId)).filter(({ muted }) => muted).map(({ sid }) => sid);
  await eventually(async () => assert.deepEqual(await mutedSids(), [camera]), 5_000);
  assert.notEqual(screen, camera);
  assert.equal((await presentIn(meeting))[0]?.isVideoOff, true);
  await ann.livekit.leave();
});

/** Publishes a picture that is never sent, and tells the track's sid. */
async function publishVideo({ room }: Participant, source: TrackSource): Promise<string> {
  const track = LocalVideoTrack.createVideoTrack('video', new VideoSource(64, 64));
  const publication = await room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source }));
  return publication?.sid ?? '';
}

test('mutes reach LiveKit, by hosts and moderators', async () => {
  const meeting = await make();
  const ann = await enter(meeting, { name: 'Ann' });
  const bob = await enter(meeting, { name: 'Bob' });
  await Promise.all([ann.livekit.publishTone(), bob.livekit.publishTone()]);
  const mutedOf = async () => Promise.all([ann, bob].map(async ({ participantId }) => (await tracksOf(meeting, participantId))[0]?.muted));
  await eventually(async () => assert.deepEqual(await mutedOf(), [false, false]), 5_000);
  await eventually(async () => assert.deepEqual((await presentIn(meeting)).map(({ isMuted }) => isMuted), [false, false]), 5_000);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/participants/${ann.participantId}/mute`)).status, 204);
  assert.deepEqual(await mutedOf(), [true, false]);
  const token = await owner.call<{ token: string }>('POST', '/v1/token', { roomId: meeting.meetingId, userId: 'mod', name: 'Mod', role: 'moderator' });
  const moderator = createClient(stack.api, { authorization: `Bearer ${token.body.token}` });
  assert.equal((await moderator.call('POST', `${meeting.path}/mute-all`)).status, 204);
  assert.deepEqual(await mutedOf(), [true, true]);
  assert.equal((await moderator.call('POST', `${meeting.path}/participants/${ann.participantId}/unmute`)).status, 204);
  assert.equal((await moderator.call('POST', `${meeting.path}/participants/${ann.participantId}/kick`)).status, 403);
  const told = (await toldIn(meeting)).filter(({ type }) => /^admin|muted/.test(type));
  assert.deepEqual(told, [
    { type: 'admin:mute', audience: `person:${ann.participantId}`, data: {} },
    { type: 'meeting:all-muted', audience: 'everybody', data: { except: 'mod' } },
    { type: 'admin:unmute', audience: `person:${ann.participantId}`, data: {} },
  ]);
  await Promise.all([ann.livekit.leave(), bob.livekit.leave()]);
});

test('a mute that a killed process decided is done by the next', async () => {
  const meeting = await make();
  const ann = await enter(meeting, { name: 'Ann' });
  await ann.livekit.publishTone();
  await eventually(async () => assert.equal((await presentIn(meeting))[0]?.isMuted, false), 5_000);
  const [{ workspaceId } = { workspaceId: '' }] = await database.db.select().from(meetings).where(eq(meetings.id, meeting.meetingId));
  const { meetingId } = meeting;
  const createdAt = sql`now() - interval '1 minute'`;
  await database.db.insert(meetingMutes).values({ id: `mute_${meetingId}`, meetingId, workspaceId, participantId: ann.participantId, createdAt });
  await eventually(async () => assert.equal((await tracksOf(meeting, ann.participantId))[0]?.muted, true), 5_000);
  await ann.livekit.leave();
});

test('who leaves leaves LiveKit and the gateway, and may come back', async () => {
  const meeting = await make({ maxParticipants: 1 });
  const ann = await enter(meeting, { name: 'Ann' });
  await untilPresent(meeting, ['Ann']);
  const { participantId } = ann;
  const { meetingId } = meeting;
  const [{ workspaceId } = { workspaceId: '' }] = await database.db.select().from(meetings).where(eq(meetings.id, meetingId));
  const caller = { workspaceId, meetingId, participantId, name: 'Ann', role: 'participant', isHost: false } as const;
  const deps = createDeps(readConfig({ ...stack.api.env, LOG_LEVEL: 'silent' }));
  await openGatewayStay(deps.meetings, caller, newId('stay'), newId('gw'));
  await leaveMeeting(deps.meetings, caller);
  await deps.close();
  await ann.livekit.untilOut();
  await untilPresent(meeting, []);
  const bob = newGuest(stack.api);
  assert.equal((await bob.join(meeting)).status, 200, 'the seat is free');
  assert.equal((await ann.guest.join(meeting)).body.code, 'meeting-full', 'not that they were removed');
});

test('somebody who is kicked is out at once and stays out', async () => {
  const meeting = await make();
  const ann = await enter(meeting, { name: 'Ann' });
  await untilPresent(meeting, ['Ann']);
  const kick = (reason = 'No shouting') => meeting.host.call('POST', `${meeting.path}/participants/${ann.participantId}/kick`, { reason });
  assert.equal((await kick('a\u0000b')).status, 400);
  assert.equal((await kick()).status, 204);
  await ann.livekit.untilOut();
  assert.equal((await kick()).status, 204, 'once more');
  const wishes = [{}, { adminToken: meeting.adminToken }];
  for (const wish of wishes) {
    for (const guest of [ann.guest, newGuest(stack.api, { authorization: `Bearer ${ann.token}` })]) {
      const { status, body } = await guest.join(meeting, wish);
      assert.deepEqual([status, body.code], [403, 'kicked']);
    }
  }
  assert.equal((await ann.client.call('POST', '/v1/token/refresh')).status, 401);
  await comeAndBePutOut(ann);
  assert.deepEqual(await presentIn(meeting), []);
  const told = (await toldIn(meeting)).slice(1);
  assert.deepEqual(told, [
    { type: 'admin:kick', audience: `person:${ann.participantId}`, data: { reason: 'No shouting' } },
    { type: 'participant:left', audience: 'everybody', data: { participantId: ann.participantId, name: 'Ann' } },
  ]);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/participants/${ann.participantId}/mute`)).status, 404);
});

test('a kick also ends the tokens for breakouts', async () => {
  const meeting = await make();
  const { meetingId } = meeting;
  const ann = await joinAs(stack.api, meeting, { name: 'Ann' });
  await database.sql`insert into meeting_breakouts (id, meeting_id, name, position) values (${`${meetingId}-b1`}, ${meetingId}, 'One', 0)`;
  const wish = { roomId: `${meetingId}~${meetingId}-b1`, userId: ann.participantId, name: 'Ann', role: 'participant' };
  const { body } = await owner.call<{ token: string; url: string }>('POST', '/v1/token', wish);
  const inBreakout = await connect(body);
  await untilPresent(meeting, ['Ann']);
  assert.equal((await meeting.host.call('POST', `${meeting.path}/participants/${ann.participantId}/kick`)).status, 204);
  await inBreakout.untilOut();
  const asBefore = createClient(stack.api, { authorization: `Bearer ${body.token}` });
  assert.equal((await asBefore.call('POST', '/v1/token/refresh')).status, 401);
});

test('a kicked person is removed by a worker when nobody else did it', async () => {
  const meeting = await make();
  const ann = await enter(meeting, { name: 'Ann' });
  await untilPresent(meeting, ['Ann']);
  // As the process leaves it that dies right after the commit.
  await database.sql`
    insert into pending_enforcements (participant_sid, workspace_id, room_id, identity)
    select sid, workspace_id, room_id, identity from participant_sessions where identity = ${ann.participantId} and left_at is null`;
  await ann.livekit.untilOut();
});

test('who comes by a token of the workspace is a person of the meeting', async () => {
  const meeting = await make();
  const { body } = await owner.call<{ token: string; url: string }>('POST', '/v1/token', { roomId: meeting.meetingId, userId: 'bot 1', name: 'Bot', role: 'viewer' });
  const bot = await connect(body);
  await untilPresent(meeting, ['Bot']);
  const [person] = await presentIn(meeting);
  assert.deepEqual([person?.participantId, person?.role, person?.state], ['bot 1', 'viewer', 'admitted']);
  await bot.leave();
  await untilPresent(meeting, []);
});

test('whoever comes after their seat went to somebody else is put out again', async () => {
  const meeting = await make({ maxParticipants: 1 });
  const ann = await joinAs(stack.api, meeting, { name: 'Ann' });
  await database.db.update(meetingPeople).set({ seatUntil: sql`now()`, heldUntil: sql`now()` }).where(eq(meetingPeople.participantId, ann.participantId));
  const bob = await enter(meeting, { name: 'Bob' });
  await untilPresent(meeting, ['Bob']);
  await comeAndBePutOut(ann);
  await untilPresent(meeting, ['Bob']);
  assert.equal((await ann.guest.join(meeting)).body.code, 'meeting-full', 'and may ask again');
  await bob.livekit.leave();
  await untilPresent(meeting, []);
  const back = await ann.guest.join(meeting, { name: 'Ann' });
  await connect(back.body);
  await untilPresent(meeting, ['Ann']);
});

test('people in a breakout count as present', async () => {
  const meeting = await make();
  const { body } = await owner.call<{ token: string; url: string }>('POST', '/v1/token', { roomId: `${meeting.meetingId}~b1`, userId: 'ann', name: 'Ann', role: 'participant' });
  const ann = await connect(body);
  await untilPresent(meeting, ['Ann']);
  await ann.leave();
  await untilPresent(meeting, []);
});

test('whoever came and went before anybody noticed leaves a meeting that stands empty, and was there', async () => {
  const meeting = await make();
  const { meetingId } = meeting;
  const at = new Date(Date.now() - 60_000).toISOString();
  const { sql: query } = database;
  const [{ workspaceId } = { workspaceId: '' }] = await query<{ workspaceId: string }[]>`select workspace_id as "workspaceId" from meetings where id = ${meetingId}`;
  await query`insert into participant_sessions (sid, room_sid, workspace_id, room_id, identity, name, joined_at, seen_at, left_at)
    values (${newId('PA')}, 'RM_gone', ${workspaceId}, ${meetingId}, 'zoe', 'Zoe', ${at}, ${at}, ${at})`;
  await query`insert into meeting_sightings (meeting_id, room_id, participant_id, name, role) values (${meetingId}, ${meetingId}, 'zoe', 'Zoe', 'participant')`;
  await eventually(async () => {
    const [row] = await query`select empty_since from meetings where id = ${meetingId}`;
    assert.ok(row?.['empty_since']);
  }, 20_000);
  const [zoe] = await query`select name, state from meeting_people where meeting_id = ${meetingId}`;
  assert.deepEqual({ ...zoe }, { name: 'Zoe', state: 'admitted' });
});

test('a track whose name PostgreSQL does not hold is taken in like any other', async () => {
  const meeting = await make({ muteOnJoin: true });
  const ann = await enter(meeting, { name: 'Ann' });
  await untilPresent(meeting, ['Ann']);
  const source = new AudioSource(48_000, 1);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  await ann.livekit.room.localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack('a\0b', source), options);
  await eventually(async () => assert.equal((await tracksOf(meeting, ann.participantId))[0]?.muted, true), 10_000);
  const [event] = await database.sql`select data from outbox where name = 'track_published' and room_id = ${meeting.meetingId}`;
  assert.equal(event?.['data'].track.name, 'ab');
});

test('what LiveKit told while a worker died is taken in by the next', async () => {
  const meeting = await make();
  const ann = await enter(meeting, { name: 'Ann' });
  await untilPresent(meeting, ['Ann']);
  stack.worker.process.kill('SIGKILL');
  await ann.livekit.leave();
  stack.worker = await startWorkerOn(stack.servers.env, {});
  await untilPresent(meeting, []);
  await eventually(async () => assert.deepEqual(await database.db.select().from(meetingSightings), []), 3_000);
});
