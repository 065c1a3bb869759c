import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { noteBroadcast } from '../../../src/modules/meetings/index.ts';
import { meetings } from '../../../src/modules/meetings/tables.ts';
import { createClient } from '../../support/client.ts';
import { joinAs, newGuest } from '../../support/meeting-guests.ts';
import { joinRoom } from '../../support/participants.ts';
import { findFreePort, startServerOn } from '../../support/server.ts';
import { createMeeting, fromNow, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

const make = (wish = {}) => createMeeting(scene, scene, wish);

test('whoever joins gets all that they need, and a cookie that scripts cannot read', async () => {
  const meeting = await make({ title: 'Stand-up', muteOnJoin: true });
  const { status, body, headers } = await newGuest(scene.server).join(meeting, { name: 'Ann' });
  assert.equal(status, 200, JSON.stringify(body));
  const { participantId, token, url, expiresAt, ...rest } = body as typeof body & { expiresAt: string };
  assert.match(participantId, /^pt_/);
  assert.match(url, /^ws/);
  assert.ok(new Date(expiresAt).getTime() > Date.now());
  assert.deepEqual(rest, {
    status: 'joined',
    role: 'participant',
    meetingId: meeting.meetingId,
    title: 'Stand-up',
    settings: { muteOnJoin: true, videoOffOnJoin: false, maxParticipants: 50, locked: false, waitingRoom: false },
    isAdmin: false,
    participants: [],
    isRecording: false,
    isStreaming: false,
    isTranscribing: false,
    recordingHostName: null,
  });
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  assert.deepEqual([claims.sub, claims.name, claims.video.room], [participantId, 'Ann', `${scene.workspaceId}:${meeting.meetingId}`]);
  assert.equal(claims.video.roomAdmin, undefined);
  const cookie = headers.getSetCookie().find((line) => line.startsWith('plenum_guest=')) ?? '';
  assert.match(cookie, /^plenum_guest=[2-9a-z]{32}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('whoever has no token may say so as null', async () => {
  const meeting = await make();
  const { status, body } = await newGuest(scene.server).join(meeting, { name: 'Ann', adminToken: null, inviteToken: null });
  assert.deepEqual([status, body.role], [200, 'participant']);
});

test('who comes while it is recorded reads who began that', async () => {
  const meeting = await make();
  const { meetingId } = meeting;
  await scene.database.sql`insert into recordings (id, workspace_id, room_id, meeting_id, engine, status, filename, mime_type)
    values (${`rec_${meetingId}`}, ${scene.workspaceId}, ${meetingId}, ${meetingId}, 'browser', 'recording', 'f.mp4', 'video/mp4')`;
  const read = async () => {
    const { isRecording, recordingHostName } = (await newGuest(scene.server).join(meeting)).body as unknown as Record<string, unknown>;
    return [isRecording, recordingHostName];
  };
  assert.deepEqual(await read(), [true, 'The host'], 'by a call of the API');
  const door = await createClient(scene.server, {}).call('GET', `${meeting.path}/activity`);
  assert.equal(door.body['isRecording'], true, 'and whoever stands at the door');
  const caller = { workspaceId: scene.workspaceId, meetingId, participantId: 'pt_ann', name: 'Ann', role: 'host', isHost: true } as const;
  await noteBroadcast(scene.database.db, 'recording', caller);
  assert.deepEqual(await read(), [true, 'Ann']);
  await scene.database.sql`delete from recordings where meeting_id = ${meetingId}`;
  assert.deepEqual(await read(), [false, null]);
});

test('the admin token makes a host, and a host token never comes otherwise', async () => {
  const meeting = await make();
  const host = await joinAs(scene.server, meeting, { adminToken: meeting.adminToken });
  assert.deepEqual([host.role, host.isAdmin], ['host', true]);
  const others = [await joinAs(scene.server, meeting, { isAdmin: true, role: 'host' }), await joinAs(scene.server, meeting)];
  for (const { role, isAdmin, token } of others) {
    assert.deepEqual([role, isAdmin], ['participant', false]);
    assert.equal(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).plenum.role, 'participant');
  }
  const again = await host.guest.join(meeting);
  assert.deepEqual([again.body.role, again.body.participantId], ['host', host.participantId], 'a host who comes back is one');
  const wrong = await newGuest(scene.server).join(meeting, { adminToken: `${meeting.adminToken}x` });
  assert.deepEqual([wrong.status, wrong.body.code], [403, 'forbidden']);
});

test('somebody who is recognised stays the same person in one seat; a name says nothing', async () => {
  const meeting = await make({ maxParticipants: 3 });
  const ann = await joinAs(scene.server, meeting, { name: 'Ann' });
  const byCookie = await ann.guest.join(meeting, { name: 'Anna' });
  assert.equal(byCookie.body.participantId, ann.participantId);
  const byToken = await newGuest(scene.server, { authorization: `Bearer ${ann.token}` }).join(meeting);
  assert.equal(byToken.body.participantId, ann.participantId);
  const other = await joinAs(scene.server, meeting, { name: 'Ann' });
  assert.notEqual(other.participantId, ann.participantId);
  const key = newGuest(scene.server, { 'x-api-key': scene.apiKey });
  const byKey = await key.join(meeting);
  assert.equal(byKey.status, 200, 'the third seat');
  assert.equal((await newGuest(scene.server, { 'x-api-key': scene.apiKey }).join(meeting)).body.participantId, byKey.body.participantId);
  assert.equal((await newGuest(scene.server).join(meeting)).body.code, 'meeting-full');
});

test('a session is recognised, and not for whoever used the browser before', async () => {
  const meeting = await make();
  const login = async (email: string) => {
    const { headers, status } = await createClient(scene.server, {}).call('POST', '/v1/auth/register', { email, password: 'secret-123' });
    assert.equal(status, 201);
    return headers.getSetCookie().find((line) => line.startsWith('plenum_session='))?.split(';')[0] ?? '';
  };
  const [ann, bob] = [await login(`ann-${meeting.meetingId}@example.com`), await login(`bob-${meeting.meetingId}@example.com`)];
  const join = (cookie: string) => newGuest(scene.server).join(meeting, {}, { cookie, origin: scene.server.url });
  const first = await join(ann);
  const guest = first.headers.getSetCookie().find((line) => line.startsWith('plenum_guest='))?.split(';')[0] ?? '';
  assert.equal((await join(ann)).body.participantId, first.body.participantId);
  assert.equal((await join(guest)).body.participantId, first.body.participantId, 'logged out, in the same browser');
  const second = await join(`${bob}; ${guest}`);
  assert.notEqual(second.body.participantId, first.body.participantId, 'somebody else, in the same browser');
  assert.equal((await join(`${ann}; ${guest}`)).body.participantId, first.body.participantId);
});

test('a credential of another meeting says nothing here', async () => {
  const [here, there] = [await make(), await make()];
  const ann = await joinAs(scene.server, there, { adminToken: there.adminToken });
  const withToken = await newGuest(scene.server, { authorization: `Bearer ${ann.token}` }).join(here);
  assert.notEqual(withToken.body.participantId, ann.participantId);
  assert.equal(withToken.body.role, 'participant');
  assert.equal((await ann.client.call('POST', `${here.path}/mute-all`)).status, 403, 'nor does its token act here');
  assert.equal((await ann.client.call('POST', `${there.path}/mute-all`)).status, 204);
  const withAdminToken = await newGuest(scene.server).join(here, { adminToken: there.adminToken });
  assert.equal(withAdminToken.status, 403);
});

test('what is not there, not yet there or over is refused before all else', async () => {
  const missing = await newGuest(scene.server).join({ path: '/v1/meetings/abc-defg-hij' });
  assert.deepEqual([missing.status, missing.body.code], [404, 'not-found']);
  const scheduledAt = fromNow(3_600_000);
  const later = await make({ scheduledAt });
  for (const wish of [{}, { adminToken: later.adminToken }, { adminToken: 'wrong' }]) {
    const { status, body } = await newGuest(scene.server).join(later, wish);
    assert.deepEqual([status, body.code, body.scheduledAt], [409, 'meeting-not-started', scheduledAt]);
  }
  for (const status of ['ended', 'cancelled'] as const) {
    const over = await make();
    await scene.database.db.update(meetings).set({ status }).where(eq(meetings.id, over.meetingId));
    const answer = await newGuest(scene.server).join(over, { adminToken: 'wrong' });
    assert.deepEqual([answer.status, answer.body.code], [410, 'meeting-ended']);
    assert.equal((await over.host.call('POST', `${over.path}/invite`)).status, 410);
  }
  for (const body of [{}, { name: '' }, { name: 'x'.repeat(65) }, { name: 'a\u0000b' }, { name: 'a', adminToken: 5 }]) {
    const answer = await createClient(scene.server, {}).call('POST', `${later.path}/join`, body);
    assert.deepEqual([answer.status, answer.body.code], [400, 'validation'], JSON.stringify(body));
  }
});

test('a lock keeps newcomers out, but for an invite or the admin token', async () => {
  const meeting = await make();
  const inside = await joinAs(scene.server, meeting);
  const invite = await meeting.host.call<{ inviteToken: string; joinUrl: string }>('POST', `${meeting.path}/invite`, { name: 'Bob & Ann' });
  assert.equal(invite.status, 201);
  assert.equal(invite.body.joinUrl, `/join/${meeting.meetingId}?invite=${invite.body.inviteToken}&name=Bob+%26+Ann`);
  await scene.database.db.update(meetings).set({ isLocked: true }).where(eq(meetings.id, meeting.meetingId));
  const out = await newGuest(scene.server).join(meeting);
  assert.deepEqual([out.status, out.body.code], [403, 'meeting-locked']);
  assert.equal((await inside.guest.join(meeting)).status, 200, 'who is inside is no newcomer');
  const { inviteToken } = invite.body;
  const invited = newGuest(scene.server);
  const first = await invited.join(meeting, { inviteToken });
  assert.equal(first.status, 200);
  assert.equal((await invited.join(meeting, { inviteToken })).body.participantId, first.body.participantId, 'their own, again');
  const second = await newGuest(scene.server).join(meeting, { inviteToken });
  assert.deepEqual([second.status, second.body.code], [403, 'invalid-invite']);
  assert.equal((await newGuest(scene.server).join(meeting, { inviteToken: 'inv_x' })).body.code, 'invalid-invite');
  assert.equal((await newGuest(scene.server).join(meeting, { adminToken: meeting.adminToken })).status, 200);
});

test('exactly as many as there are seats come in of 100 who ask at once, and a refused invite is not used up', async () => {
  const meeting = await make({ maxParticipants: 10 });
  const invite = await meeting.host.call<{ inviteToken: string }>('POST', `${meeting.path}/invite`);
  const answers = await Promise.all(Array.from({ length: 100 }, () => newGuest(scene.server).join(meeting)));
  const joined = answers.filter(({ status }) => status === 200);
  assert.equal(joined.length, 10);
  assert.ok(answers.every(({ status, body }) => status === 200 || body.code === 'meeting-full'));
  assert.equal(new Set(joined.map(({ body }) => body.participantId)).size, 10);
  for (const wish of [{ adminToken: meeting.adminToken }, { inviteToken: invite.body.inviteToken }]) {
    assert.equal((await newGuest(scene.server).join(meeting, wish)).body.code, 'meeting-full');
  }
  await scene.database.db.update(meetings).set({ maxParticipants: 11 }).where(eq(meetings.id, meeting.meetingId));
  assert.equal((await newGuest(scene.server).join(meeting, { inviteToken: invite.body.inviteToken })).status, 200);
});

test('one invite lets one person in, of 50 who show it at once', async () => {
  const meeting = await make({ locked: true });
  const { body } = await meeting.host.call<{ inviteToken: string }>('POST', `${meeting.path}/invite`);
  const wish = { inviteToken: body.inviteToken };
  const answers = await Promise.all(Array.from({ length: 50 }, () => newGuest(scene.server).join(meeting, wish)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.equal(answers.filter(({ body: { code } }) => code === 'invalid-invite').length, 49);
});

test('a browser that asks twice at once with its cookie is one person', async () => {
  const [first, meeting] = [await make(), await make()];
  const { guest } = await joinAs(scene.server, first);
  const answers = await Promise.all(Array.from({ length: 8 }, () => guest.join(meeting)));
  assert.equal(new Set(answers.map(({ body }) => body.participantId)).size, 1);
});

test('who may call what: no key, no session and no participant is a host', async () => {
  const meeting = await make();
  const ann = await joinAs(scene.server, meeting);
  const other = await scene.newOwner();
  const calls = [
    ['GET', '/waiting'],
    ['POST', '/waiting/wait_x/admit'],
    ['POST', '/waiting/wait_x/deny'],
    ['POST', '/waiting/admit-all'],
    ['POST', '/invite'],
    ['POST', `/participants/${ann.participantId}/mute`],
    ['POST', `/participants/${ann.participantId}/unmute`],
    ['POST', `/participants/${ann.participantId}/kick`],
    ['POST', '/mute-all'],
  ] as const;
  for (const [method, path] of calls) {
    const at = meeting.path + path;
    assert.equal((await createClient(scene.server, {}).call(method, at)).status, 401, `nobody: ${path}`);
    assert.equal((await scene.client.call(method, at)).status, 403, `the key: ${path}`);
    assert.equal((await ann.client.call(method, at)).status, 403, `a participant: ${path}`);
    assert.equal((await scene.client.call(method, at, undefined, { 'x-admin-token': 'wrong' })).status, 403, `a wrong token: ${path}`);
  }
  const statusOf = async (path: string) => (await meeting.host.call('POST', meeting.path + path)).status;
  for (const verb of ['mute', 'unmute', 'kick']) assert.equal(await statusOf(`/participants/pt_nobody/${verb}`), 404, verb);
  assert.equal(await statusOf('/waiting/wait_x/admit'), 404);
  assert.equal(await statusOf('/waiting/wait_x/deny'), 404);
  assert.equal((await other.client.call('GET', `${meeting.path}/attendance`)).status, 404);
  assert.deepEqual((await scene.client.call('GET', `${meeting.path}/attendance`)).body, { participants: [] });
});

test('an admin token is refused as one that does not suffice where only a person or a key may call', async () => {
  const meeting = await make();
  const calls = [
    ['POST', '/polls/poll_x/vote', { optionId: 'yes' }],
    ['POST', '/questions', { text: 'Why?' }],
    ['POST', '/questions/q_x/upvote', undefined],
    ['POST', '/breakouts/br_x/join', undefined],
    ['PATCH', '', { title: 'New' }],
    ['POST', '/admin-token', undefined],
  ] as const;
  const wrong = createClient(scene.server, { 'x-admin-token': 'wrong' });
  for (const [method, path, body] of calls) {
    assert.equal((await meeting.host.call(method, meeting.path + path, body)).status, 403, path);
    assert.equal((await wrong.call(method, meeting.path + path, body)).status, 403, `a wrong one: ${path}`);
  }
  const recording = await meeting.host.call('GET', `/v1/rooms/${meeting.meetingId}/recording`);
  assert.deepEqual([recording.status, recording.body['isRecording']], [200, false], 'What a participant may read, a host may.');
});

test('a meeting whose time has come begins with whoever comes first', async () => {
  const meeting = await make({ scheduledAt: fromNow(3_600_000) });
  await scene.database.db.update(meetings).set({ scheduledAt: new Date(Date.now() - 1_000) }).where(eq(meetings.id, meeting.meetingId));
  const answer = await newGuest(scene.server).join(meeting);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const [row] = await scene.database.db.select().from(meetings).where(eq(meetings.id, meeting.meetingId));
  assert.equal(row?.status, 'active');
});

test('seats, invites and people are the same for two processes', async () => {
  const other = await startServerOn(scene.server.env, { PORT: String(await findFreePort()) });
  try {
    const meeting = await make({ maxParticipants: 10 });
    const servers = [scene.server, other];
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => newGuest(servers[i % 2] ?? other).join(meeting)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 10);
    const [first, second] = [await make(), await make({ locked: true })];
    const { guest, participantId, token } = await joinAs(scene.server, first);
    const there = await newGuest(other, { ...guest.cookie() }).join(first);
    assert.equal(there.body.participantId, participantId);
    assert.equal((await newGuest(other, { authorization: `Bearer ${token}` }).join(first)).body.participantId, participantId);
    const { body } = await second.host.call<{ inviteToken: string }>('POST', `${second.path}/invite`);
    const invited = await Promise.all(Array.from({ length: 20 }, (_, i) => newGuest(servers[i % 2] ?? other).join(second, { inviteToken: body.inviteToken })));
    assert.equal(invited.filter(({ status }) => status === 200).length, 1);
  } finally {
    await other.stop();
  }
});

test('a role that was decided in the room stays with who comes back, until they show the admin token', async () => {
  const meeting = await make();
  const host = await joinAs(scene.server, meeting, { adminToken: meeting.adminToken });
  const livekit = await joinRoom(host.token, host.url);
  const path = `/v1/rooms/${meeting.meetingId}/participants/${host.participantId}`;
  assert.equal((await scene.client.call('PATCH', path, { role: 'viewer' })).status, 200);
  await livekit.leave();
  const back = await host.guest.join(meeting);
  assert.deepEqual([back.body.role, back.body.isAdmin], ['viewer', false]);
  const again = await host.guest.join(meeting, { adminToken: meeting.adminToken });
  assert.equal(again.body.role, 'host');
  assert.equal((await host.guest.join(meeting)).body.role, 'host');
});

test('somebody who was kicked stays out by session and key, too', async () => {
  const meeting = await make();
  const email = `kick-${meeting.meetingId}@example.com`;
  const { headers } = await createClient(scene.server, {}).call('POST', '/v1/auth/register', { email, password: 'secret-123' });
  const cookie = headers.getSetCookie().find((line) => line.startsWith('plenum_session='))?.split(';')[0] ?? '';
  const bySession = () => newGuest(scene.server, { cookie, origin: scene.server.url }).join(meeting);
  const byKey = () => newGuest(scene.server, { 'x-api-key': scene.apiKey }).join(meeting);
  for (const join of [bySession, byKey]) {
    const { body } = await join();
    assert.equal((await meeting.host.call('POST', `${meeting.path}/participants/${body.participantId}/kick`)).status, 204);
    const again = await join();
    assert.deepEqual([again.status, again.body.code], [403, 'kicked']);
  }
});
