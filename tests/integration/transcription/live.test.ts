import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { type RoomEvidence, recordRoomOpen } from '../../../src/modules/rooms/index.ts';
import { emitEvents } from '../../../src/platform/outbox/emit-events.ts';
import { asParticipant, createClient, eventually } from '../../support/client.ts';
import { createMeeting } from '../../support/meetings.ts';
import { startServerOn } from '../../support/server.ts';
import { openStoredRecordings } from '../../support/stored-recordings.ts';
import { claimRooms, newLanguage, startTranscriptionScene, type TranscriptionScene } from './support/scene.ts';

interface Shown {
  transcriptionId: string;
  status: string;
  segments: { segmentId: string; speaker: string; text: string; at: string; words: unknown[] }[];
}

let scene: TranscriptionScene;

before(async () => {
  scene = await startTranscriptionScene();
});
after(() => scene.close());

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
const pathOf = (roomId: string) => `/v1/rooms/${roomId}/transcription`;

test('a room is transcribed once, until it is stopped', async () => {
  const language = newLanguage();
  await scene.announce([language], 10);
  const { roomId, transcriptionId } = await scene.transcribe(scene, language);
  const path = pathOf(roomId);
  const again = await scene.client.call('POST', `${path}/start`, { language: 'xx' });
  assert.deepEqual([again.status, again.body.transcriptionId, again.body.status, again.body.language], [200, transcriptionId, 'active', language]);
  const shown = await scene.client.call('GET', path);
  assert.deepEqual([shown.status, shown.body.transcriptionId, shown.body.status, shown.body.segments], [200, transcriptionId, 'active', []]);
  const stopped = await scene.client.call('POST', `${path}/stop`);
  assert.deepEqual([stopped.status, stopped.body.transcriptionId, stopped.body.status, stopped.body.segmentCount], [200, transcriptionId, 'stopped', 0]);
  assert.equal((await scene.client.call('POST', `${path}/stop`)).status, 404);
  assert.equal((await scene.client.call('GET', path)).body.status, 'stopped');
  const anew = await scene.client.call('POST', `${path}/start`, { language });
  assert.equal(anew.status, 201);
  assert.notEqual(anew.body.transcriptionId, transcriptionId);
});

test('fifty who start at once over two processes start one, though there is room for one alone', async () => {
  const language = newLanguage();
  await scene.announce([language], 1);
  const other = await startServerOn(scene.server.env);
  try {
    await scene.client.call('POST', '/v1/rooms', { name: 'race' });
    const callers = [scene.client, createClient({ url: other.url, apiKey: scene.apiKey })];
    const starts = Array.from({ length: 50 }, (_, i) => callers[i % 2]?.call('POST', `${pathOf('race')}/start`, { language }));
    const answers = await Promise.all(starts);
    assert.deepEqual(answers.map((answer) => answer?.status).toSorted().slice(-2), [200, 201]);
    assert.equal(new Set(answers.map((answer) => answer?.body.transcriptionId)).size, 1);
  } finally {
    await other.stop();
  }
});

test('no more rooms are taken than transcribers have said that they can', async () => {
  const language = newLanguage();
  await scene.announce([language], 2);
  await scene.announce([language], 1);
  const rooms = Array.from({ length: 8 }, (_, i) => `capacity-${i}`);
  await Promise.all(rooms.map((name) => scene.client.call('POST', '/v1/rooms', { name })));
  const answers = await Promise.all(rooms.map((roomId) => scene.client.call('POST', `${pathOf(roomId)}/start`, { language })));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 201, 201, 503, 503, 503, 503, 503]);
  const refused = answers.find(({ status }) => status === 503);
  assert.equal(refused?.body.code, 'transcription-unavailable');
  assert.match(String(refused?.body.detail), /busy/);
  assert.ok(refused?.headers.get('retry-after'));
});

test('a language without a model is refused with those that there are', async () => {
  const language = newLanguage();
  await scene.announce([language], 1);
  await scene.client.call('POST', '/v1/rooms', { name: 'tongues' });
  const { status, body } = await scene.client.call<{ code: string; detail: string; languages: string[] }>('POST', `${pathOf('tongues')}/start`, { language: 'qzz' });
  assert.deepEqual([status, body.code], [422, 'language-unavailable']);
  assert.ok(body.languages.includes(language));
  assert.match(body.detail, /npm run model -- add qzz/);
  const { body: listed } = await scene.client.call<{ languages: string[] }>('GET', '/v1/transcription/languages');
  assert.ok(listed.languages.includes(language));
  const { body: health } = await scene.client.call<{ capabilities: Record<string, boolean>; transcriptionLanguages: string[] }>('GET', '/v1/health');
  assert.deepEqual([health.capabilities['transcriptionLive'], health.capabilities['transcriptionPost']], [true, true]);
  assert.ok(health.transcriptionLanguages.includes(language));
  for (const bad of ['../..', 'en/../../etc', 'e', '', 'a'.repeat(36)]) {
    assert.equal((await scene.client.call('POST', `${pathOf('tongues')}/start`, { language: bad })).status, 400, bad);
  }
});

test('what was said is read as JSON and as text, with the names that speakers have now', async () => {
  const language = newLanguage();
  const holder = await scene.announce([language], 1);
  const { roomId, transcriptionId } = await scene.transcribe(scene, language, { participants: { bob: 'Robert' } });
  assert.deepEqual(await claimRooms(scene, holder, language), [transcriptionId]);
  const bob = { trackSid: 'TR_bob', participantId: 'bob', speakerName: 'Bob' };
  await scene.say({ transcriptionId, holder }, [{ start: 1 }, { ...bob, start: 3_700.25, text: 'hello\n[00:00:00] Ann: no' }]);
  const { body } = await scene.client.call<Shown>('GET', pathOf(roomId));
  assert.deepEqual(body.segments.map(({ speaker, text }) => [speaker, text.split('\n')[0]]), [['Ann', 'Good morning.'], ['Robert', 'Hello']]);
  const named = await scene.client.call('PATCH', `${pathOf(roomId)}/speakers`, { participants: { TR_ann: 'Dr Ann', 'nobody': 'x' } });
  assert.equal(named.status, 204);
  const text = await scene.client.call<string>('GET', `${pathOf(roomId)}?format=text`);
  assert.match(text.headers.get('content-type') ?? '', /^text\/plain/);
  assert.equal(text.body, '[00:00:01] Dr Ann: Good morning.\n[01:01:40] Robert: Hello [00:00:00] Ann: no.\n');
});

test('only what was said since a time is read', async () => {
  const language = newLanguage();
  const holder = await scene.announce([language], 1);
  const { roomId, transcriptionId } = await scene.transcribe(scene, language);
  await claimRooms(scene, holder, language);
  await scene.say({ transcriptionId, holder }, [1, 2, 3].map((minute) => ({ start: minute, at: at(minute) })));
  const read = async (since: string) => {
    const { body } = await scene.client.call<Shown>('GET', `${pathOf(roomId)}?since=${encodeURIComponent(since)}`);
    return body.segments.map((segment) => segment.at);
  };
  assert.deepEqual(await read(at(2).toISOString()), [at(2).toISOString(), at(3).toISOString()]);
  assert.deepEqual(await read('2999-01-01T00:00:00Z'), []);
  assert.deepEqual(await read('2026-01-01T21:03:00+09:00'), [at(3).toISOString()]);
  assert.equal((await read('0001-01-01T00:00:00Z')).length, 3);
  const refused = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2016-12-31T23:59:60Z'];
  for (const bad of ['yesterday', '1767268800', '2026-13-01T00:00:00Z', '', ...refused]) {
    assert.equal((await scene.client.call('GET', `${pathOf(roomId)}?since=${bad}`)).status, 400, bad);
  }
});

test('rooms of others, and rooms that are not open, are not there', async () => {
  const language = newLanguage();
  const holder = await scene.announce([language], 5);
  const { roomId, transcriptionId } = await scene.transcribe(scene, language);
  await claimRooms(scene, holder, language);
  const stranger = (await scene.newOwner()).client;
  assert.equal((await stranger.call('POST', `${pathOf(roomId)}/start`, { language })).status, 404);
  for (const [method, path, body] of [
    ['GET', pathOf(roomId)], ['POST', `${pathOf(roomId)}/stop`], ['PATCH', `${pathOf(roomId)}/speakers`, { participants: {} }],
    ['GET', `/v1/transcriptions/${transcriptionId}`], ['DELETE', `/v1/transcriptions/${transcriptionId}`],
  ] as const) {
    assert.equal((await stranger.call(method, path, body)).status, 404, `${method} ${path}`);
  }
  assert.equal((await scene.client.call('POST', `${pathOf('never-opened')}/start`, { language })).status, 404);
  assert.equal((await scene.client.call('GET', pathOf('never-opened'))).status, 404);
  const { body } = await stranger.call<{ transcriptions: unknown[] }>('GET', '/v1/transcriptions');
  assert.deepEqual(body.transcriptions, []);
});

test('hosts of the room may start and stop, whoever is in it may read', async () => {
  const language = newLanguage();
  await scene.announce([language], 5);
  const meeting = await createMeeting(scene, scene);
  const path = pathOf(meeting.meetingId);
  await scene.client.call('POST', '/v1/rooms', { name: meeting.meetingId });
  const tokenFor = async (role: string, roomId = meeting.meetingId) => {
    const { body } = await scene.client.call<{ token: string }>('POST', '/v1/token', { roomId, userId: role, name: role, role });
    return asParticipant(scene.server, body.token);
  };
  const guest = await tokenFor('participant');
  assert.equal((await guest.call('POST', `${path}/start`, { language })).status, 403);
  const started = await meeting.host.call('POST', `${path}/start`, { language });
  assert.equal(started.status, 201);
  assert.equal((await guest.call('GET', path)).status, 200);
  assert.equal((await meeting.host.call('GET', path)).status, 200);
  assert.equal((await (await tokenFor('participant', 'elsewhere')).call('GET', path)).status, 403);
  assert.equal((await createClient(scene.server, {}).call('GET', path)).status, 401);
  assert.equal((await createClient(scene.server, { 'x-admin-token': 'wrong' }).call('POST', `${path}/stop`)).status, 403);
  const { body: one } = await scene.client.call('GET', `/v1/transcriptions/${String(started.body.transcriptionId)}`);
  assert.equal(one.meetingId, meeting.meetingId);
  assert.equal((await guest.call('POST', `${path}/stop`)).status, 403);
  assert.equal((await (await tokenFor('host')).call('POST', `${path}/stop`)).status, 200);
});

test('names of speakers have bounds, and nothing else passes for one', async () => {
  const language = newLanguage();
  await scene.announce([language], 5);
  const { roomId } = await scene.transcribe(scene, language);
  const name = (participants: unknown) => scene.client.call('PATCH', `${pathOf(roomId)}/speakers`, { participants });
  assert.equal((await name({ [`al\u2028ice ${'x'.repeat(119)}`]: 'Alice' })).status, 204);
  const refused = [{ ['x'.repeat(129)]: 'X' }, { '': 'X' }, { 'a\nb': 'X' }, { 'a\u2028b': {} }, { ann: 7 }, { ann: '' }, { ann: 'x'.repeat(65) }];
  for (const participants of refused) assert.equal((await name(participants)).status, 400, JSON.stringify(participants));
  assert.equal((await scene.client.call('GET', `${pathOf(roomId)}?format=text`)).status, 200);
});

test('a recording is not taken by transcribers that have no ffmpeg, and it is said', async () => {
  const language = newLanguage();
  await scene.announce([language], 5, newId('test'), false);
  const stored = await openStoredRecordings(scene.server);
  after(() => stored.close());
  const recordingId = await stored.add(Buffer.from('no film'));
  const transcribe = () => createClient(scene.server).call('POST', `/v1/recordings/${recordingId}/transcribe`, { language });
  const refused = await transcribe();
  assert.deepEqual([refused.status, refused.body.code], [503, 'transcription-unavailable']);
  assert.match(String(refused.body.detail), /ffmpeg/);
  await scene.announce([language], 5);
  assert.equal((await transcribe()).status, 202);
});

test('guest meetings are not transcribed', async () => {
  const { status, body } = await createClient(scene.server, {}).call<{ meetingId: string; adminToken: string }>('POST', '/v1/meetings/guest', { title: 'Ours' });
  assert.equal(status, 201, JSON.stringify(body));
  const host = createClient(scene.server, { 'x-admin-token': body.adminToken });
  assert.equal((await host.call('POST', `${pathOf(body.meetingId)}/start`, {})).status, 403);
});

test('a room that closes is not transcribed any more, and both ends are told', async () => {
  const language = newLanguage();
  await scene.announce([language], 5);
  await scene.startWorker();
  const { roomId, transcriptionId } = await scene.transcribe(scene, language);
  const closed = { key: newId('closed'), name: 'room_closed' as const, workspaceId: scene.workspaceId, roomId, meetingId: null };
  await scene.database.db.transaction((tx) => emitEvents(tx, [{ ...closed, at: new Date(), data: {} }]));
  await eventually(async () => assert.equal((await scene.client.call('GET', pathOf(roomId))).body.status, 'stopped'), 20_000);
  const events = await scene.database.sql`select name, data from outbox where data -> 'transcription' ->> 'transcriptionId' = ${transcriptionId} order by seq`;
  assert.deepEqual(events.map(({ name, data }) => [name, data.transcription.status]), [['transcription_started', 'active'], ['transcription_completed', 'stopped']]);
});

/** Waits until everything was relayed that has happened until now. */
async function untilRelayed(): Promise<void> {
  await eventually(async () => {
    const [row] = await scene.database.sql`select count(*)::int as waiting from outbox where relayed_at is null and workspace_id = ${scene.workspaceId}`;
    assert.equal(row?.waiting, 0);
  }, 20_000);
}

async function close(roomId: string, sid: string, isReconciled: boolean): Promise<void> {
  const event = { key: newId('closed'), name: 'room_closed' as const, workspaceId: scene.workspaceId, roomId, meetingId: null };
  await scene.database.db.transaction((tx) => emitEvents(tx, [{ ...event, at: new Date(), data: { room: { sid } }, isReconciled }]));
  await untilRelayed();
}

async function readSid(roomId: string): Promise<string> {
  return (await scene.client.call<{ sid: string }>('GET', `/v1/rooms/${roomId}`)).body.sid;
}

test('a room that was closed and is opened anew at once is transcribed anew', async () => {
  const language = newLanguage();
  await scene.announce([language], 5);
  await scene.startWorker();
  const { roomId, transcriptionId } = await scene.transcribe(scene, language);
  const sid = await readSid(roomId);
  assert.equal((await scene.client.call('DELETE', `/v1/rooms/${roomId}`)).status, 204);
  assert.equal((await scene.client.call('POST', '/v1/rooms', { name: roomId })).status, 201);
  const anew = await scene.client.call('POST', `${pathOf(roomId)}/start`, { language });
  assert.equal(anew.status, 201);
  assert.notEqual(anew.body.transcriptionId, transcriptionId);
  assert.equal((await scene.client.call('GET', `/v1/transcriptions/${transcriptionId}`)).body.status, 'stopped');
  await close(roomId, sid, false);
  const { body } = await scene.client.call('GET', pathOf(roomId));
  assert.deepEqual([body.transcriptionId, body.status], [anew.body.transcriptionId, 'active']);
});

test('a room that people opened anew after LiveKit had ended is transcribed until that one closes', async () => {
  const language = newLanguage();
  await scene.announce([language], 5);
  await scene.startWorker();
  const { roomId } = await scene.transcribe(scene, language);
  const { workspaceId } = scene;
  const reopened = { sid: newId('RM'), workspaceId, roomId, openedAt: new Date(), view: { name: roomId } as RoomEvidence['view'] };
  await scene.database.db.transaction((tx) => recordRoomOpen(tx, reopened, { at: new Date(), isReconciled: false }));
  await close(roomId, await readSid(roomId), true);
  assert.equal((await scene.client.call('GET', pathOf(roomId))).body.status, 'active');
  await close(roomId, reopened.sid, false);
  assert.equal((await scene.client.call('GET', pathOf(roomId))).body.status, 'stopped');
});
