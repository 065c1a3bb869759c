import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  claimLive,
  claimPost,
  finishPost,
  readChunks,
  releaseLease,
  renewLeases,
  storeChunk,
  tellPartial,
  type Transcription,
} from '../../../src/modules/transcription/index.ts';
import { openStoredRecordings, type StoredRecordings } from '../../support/stored-recordings.ts';
import { claimRooms, newLanguage, startTranscriptionScene, toNewSegment, type TranscriptionScene } from './support/scene.ts';

let scene: TranscriptionScene;
let stored: StoredRecordings;

before(async () => {
  scene = await startTranscriptionScene();
  stored = await openStoredRecordings({ ...scene.server, apiKey: scene.apiKey });
});
after(async () => {
  await stored.close();
  await scene.close();
});

const db = () => scene.database.db;
const letLeaseRunOut = (id: string) => scene.database.sql`update transcriptions set lease_until = now() - interval '1 second' where id = ${id}`;
const deps = () => ({ db: db(), audience: scene.audience });
const read = async (id: string) => (await scene.client.call<{ status: string; progress: number; error: string; segments: { segmentId: string }[] }>('GET', `/v1/transcriptions/${id}`)).body;
const eventsOf = async (id: string) => {
  const rows = await scene.database.sql`select name, data from outbox where data -> 'transcription' ->> 'transcriptionId' = ${id} order by seq`;
  return rows.map(({ name, data }) => [name, data.transcription.status]);
};

/** A room that is to be transcribed, and a transcriber that could. */
async function ask(language: string) {
  const holder = await scene.announce([language], 100);
  return { ...(await scene.transcribe(scene, language)), holder };
}

/** A room that is transcribed, and the transcriber that has it. */
async function begin(language: string) {
  const asked = await ask(language);
  assert.deepEqual(await claimRooms(scene, asked.holder, language), [asked.transcriptionId]);
  return asked;
}

test('each room is taken by one of those who try at the same time, the oldest first', async () => {
  const language = newLanguage();
  await scene.announce([language], 100);
  const ids: string[] = [];
  for (let i = 0; i < 6; i += 1) ids.push((await scene.transcribe(scene, language)).transcriptionId);
  const first = await claimLive(db(), 'one', [language], 2);
  assert.deepEqual(first.map(({ id }) => id).toSorted(), ids.slice(0, 2).toSorted());
  const taken = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((holder) => claimLive(db(), holder, [language, 'other'], 1)));
  assert.deepEqual(taken.flat().map(({ id }) => id).toSorted(), ids.slice(2).toSorted());
  assert.deepEqual(await claimLive(db(), 'late', [language], 5), []);
  assert.deepEqual(await claimLive(db(), 'late', ['other'], 5), []);
});

test('whoever lost a room to another writes nothing that the other may have heard', async () => {
  const language = newLanguage();
  const lease = await begin(language);
  assert.deepEqual(await scene.say(lease, [{ start: 1 }]), ['TR_ann:1000']);
  assert.deepEqual(await claimRooms(scene, 'other', language), [], 'while the lease lasts');
  await letLeaseRunOut(lease.transcriptionId);
  assert.deepEqual(await scene.say(lease, [{ start: 2 }]), ['TR_ann:2000'], 'nobody else has it');
  assert.deepEqual(await claimRooms(scene, 'other', language), [lease.transcriptionId]);
  scene.audience.told.length = 0;
  assert.deepEqual(await scene.say(lease, [{ start: 3 }]), []);
  assert.deepEqual(await renewLeases(db(), lease.holder, [lease.transcriptionId]), []);
  await releaseLease(db(), lease);
  const kept = await renewLeases(db(), 'other', [lease.transcriptionId]);
  assert.deepEqual(kept.map(({ id, status }) => [id, status]), [[lease.transcriptionId, 'active']]);
  assert.deepEqual(await scene.say({ ...lease, holder: 'other' }, [{ start: 2 }, { start: 4 }]), ['TR_ann:4000'], 'what was known is dropped');
  assert.deepEqual((await read(lease.transcriptionId)).segments.map(({ segmentId }) => segmentId), ['TR_ann:1000', 'TR_ann:2000', 'TR_ann:4000']);
  const [row] = await scene.database.sql`select attempts from transcriptions where id = ${lease.transcriptionId}`;
  assert.equal(row?.['attempts'], 1, 'it got somewhere');
});

test('what was said before a room was taken over is still stored by whoever heard it', async () => {
  const language = newLanguage();
  const lease = await begin(language);
  await letLeaseRunOut(lease.transcriptionId);
  assert.deepEqual(await claimRooms(scene, 'other', language), [lease.transcriptionId]);
  const earlier = new Date(Date.now() - 5_000);
  assert.deepEqual(await scene.say(lease, [{ start: 1, at: earlier }, { start: 2, at: new Date() }]), ['TR_ann:1000'], 'what ended before');
  assert.deepEqual(await scene.say({ ...lease, holder: 'other' }, [{ start: 6 }]), ['TR_ann:6000']);
  await letLeaseRunOut(lease.transcriptionId);
  assert.deepEqual(await claimRooms(scene, 'third', language), [lease.transcriptionId]);
  assert.equal(await scene.say(lease, [{ start: 3, at: earlier }]), null, 'the other has heard it');
});

test('a segment that two store at the same time is stored and told once', async () => {
  const lease = await begin(newLanguage());
  const answers = await Promise.all(Array.from({ length: 10 }, () => scene.say(lease, [{ start: 1 }])));
  assert.deepEqual(answers.flat(), ['TR_ann:1000']);
});

test('the sentence that is being said when somebody stops is still written down', async () => {
  const lease = await begin(newLanguage());
  await scene.client.call('POST', `/v1/rooms/${lease.roomId}/transcription/stop`);
  const [kept] = await renewLeases(db(), lease.holder, [lease.transcriptionId]);
  assert.equal(kept?.status, 'stopped');
  assert.deepEqual(await scene.say(lease, [{ start: 5 }]), ['TR_ann:5000']);
  const endedAgo = (seconds: number) => scene.database.sql`update transcriptions set ended_at = now() - ${seconds} * interval '1 second' where id = ${lease.transcriptionId}`;
  await endedAgo(60);
  assert.deepEqual(await scene.say(lease, [{ start: 6 }]), ['TR_ann:6000'], 'on a machine that does not keep up');
  await endedAgo(121);
  assert.equal(await scene.say(lease, [{ start: 9 }]), null);
});

test('a deleted one is gone for whoever has it, with all that was said', async () => {
  const lease = await begin(newLanguage());
  await scene.say(lease, [{ start: 1 }]);
  assert.equal((await scene.client.call('DELETE', `/v1/transcriptions/${lease.transcriptionId}`)).status, 204);
  assert.equal((await scene.client.call('DELETE', `/v1/transcriptions/${lease.transcriptionId}`)).status, 404);
  assert.deepEqual(await renewLeases(db(), lease.holder, [lease.transcriptionId]), []);
  assert.equal(await scene.say(lease, [{ start: 2 }]), null);
  const left = await scene.database.sql`select 1 from transcription_segments where transcription_id = ${lease.transcriptionId}`;
  assert.equal(left.length, 0);
  assert.deepEqual(await eventsOf(lease.transcriptionId), [['transcription_started', 'active'], ['transcription_completed', 'stopped']]);
});

test('what ends every transcriber that begins with it is given up', async () => {
  const language = newLanguage();
  const { transcriptionId } = await ask(language);
  for (let i = 0; i < 5; i += 1) {
    assert.deepEqual(await claimRooms(scene, `victim-${i}`, language), [transcriptionId]);
    await letLeaseRunOut(transcriptionId);
  }
  assert.deepEqual(await claimRooms(scene, 'next', language), []);
  const { status, error } = await read(transcriptionId);
  assert.equal(status, 'failed');
  assert.match(error, /ended before it got anywhere/);
});

test('a room in which nobody speaks outlives any number of transcribers that each had it for long', async () => {
  const language = newLanguage();
  const { transcriptionId } = await ask(language);
  for (let i = 0; i < 7; i += 1) {
    assert.deepEqual(await claimRooms(scene, `quiet-${i}`, language), [transcriptionId]);
    await renewLeases(db(), `quiet-${i}`, [transcriptionId], [transcriptionId]);
    await letLeaseRunOut(transcriptionId);
  }
});

test('what a transcriber gives back goes on at once, as often as it may be', async () => {
  const language = newLanguage();
  const { transcriptionId } = await ask(language);
  for (let i = 0; i < 8; i += 1) {
    assert.deepEqual(await claimRooms(scene, `shift-${i}`, language), [transcriptionId]);
    await releaseLease(db(), { transcriptionId, holder: `shift-${i}` });
  }
});

test('while somebody speaks it is shown as it is wanted', async () => {
  const language = newLanguage();
  await scene.announce([language], 100);
  const { transcriptionId } = await scene.transcribe(scene, language, { options: { partialResults: false, punctuation: false } });
  const [transcription] = await claimLive(db(), 'one', [language], 1);
  const { words: _, confidence: __, ...partial } = toNewSegment({ text: 'good' });
  assert.equal(tellPartial(scene, transcription as Transcription, partial), null);
  const wanted = { ...(transcription as Transcription), options: {}, speakers: { ann: 'Dr Ann' } };
  const told = tellPartial(scene, wanted, partial);
  assert.deepEqual([told?.speaker, told?.text, told?.final], ['Dr Ann', 'good', false]);
  await scene.say({ transcriptionId, holder: 'one' }, [{ start: 1, text: 'no capitals' }]);
  const { segments } = (await scene.client.call<{ segments: { text: string }[] }>('GET', `/v1/transcriptions/${transcriptionId}`)).body;
  assert.deepEqual(segments.map(({ text }) => text), ['no capitals']);
});

test('a recording waits, is taken once, goes on where it was left, and is done', async () => {
  const language = newLanguage();
  await scene.announce([language], 1);
  const recordingId = await stored.add(Buffer.from('sound'));
  const { status, body } = await scene.client.call('POST', `/v1/recordings/${recordingId}/transcribe`, { language, participants: { ann: 'Dr Ann' } });
  assert.equal(status, 202, JSON.stringify(body));
  assert.deepEqual([body.recordingId, body.status], [recordingId, 'queued']);
  const transcriptionId = String(body.transcriptionId);
  assert.equal((await read(transcriptionId)).status, 'queued');
  assert.equal(await claimPost(db(), 'one', ['other'], transcriptionId), null);
  const claims = await Promise.all(['one', 'two', 'three'].map((holder) => claimPost(db(), holder, [language], transcriptionId)));
  const [holder = ''] = claims.flatMap((claimed) => claimed?.holder ?? []);
  assert.equal(claims.filter((claimed) => claimed !== null).length, 1);
  const lease = { transcriptionId, holder };
  const chunk = { position: 0, progress: 50, segments: [toNewSegment({ segmentId: '0:100', start: 0.1 })] };
  assert.equal((await storeChunk(deps(), lease, chunk))?.length, 1);
  assert.equal((await storeChunk(deps(), lease, chunk))?.length, 0, 'again');
  assert.deepEqual(await readChunks(db(), transcriptionId), new Set([0]));
  assert.deepEqual([(await read(transcriptionId)).status, (await read(transcriptionId)).progress], ['running', 50]);
  await letLeaseRunOut(transcriptionId);
  assert.equal((await claimPost(db(), 'next', [language]))?.id, transcriptionId);
  assert.equal(await storeChunk(deps(), lease, { ...chunk, position: 1 }), null);
  assert.equal(await finishPost(scene.database, lease), false);
  assert.equal(await finishPost(scene.database, { transcriptionId, holder: 'next' }), true);
  const done = await read(transcriptionId);
  assert.deepEqual([done.status, done.progress, done.segments.length], ['completed', 100, 1]);
  assert.deepEqual(await eventsOf(transcriptionId), [['transcription_completed', 'completed']]);
});

test('a recording that is not ready is not taken', async () => {
  const language = newLanguage();
  await scene.announce([language], 1);
  const recordingId = await stored.add(Buffer.from('sound'), { status: 'processing' });
  assert.equal((await scene.client.call('POST', `/v1/recordings/${recordingId}/transcribe`, { language })).status, 409);
  assert.equal((await scene.client.call('POST', '/v1/recordings/rec_none/transcribe', { language })).status, 404);
});
