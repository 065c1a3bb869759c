import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { encodeCursor } from '../../../src/core/pagination.ts';
import { createKey } from '../../../src/modules/accounts/index.ts';
import { sendMessage } from '../../../src/modules/meetings/index.ts';
import { createClient } from '../../support/client.ts';
import { admitPerson, connectFanout } from '../../support/meeting-people.ts';
import { createMeeting, type Owner } from '../../support/meetings.ts';
import { claimRooms, startTranscriptionScene, type TranscriptionScene } from './support/scene.ts';

interface Result {
  kind: string;
  roomId: string;
  meetingId: string | null;
  transcriptionId: string | null;
  speaker: string;
  snippet: string;
  at: string;
}
interface Results {
  results: Result[];
  nextCursor: string | null;
}

let scene: TranscriptionScene;
let rooms: Record<string, { roomId: string; transcriptionId: string; holder: string }>;
let stranger: Owner;

const sentences: Record<string, string[]> = {
  'en-US': ['we talked about next year\'s budgets', 'the budget is not ready', 'nobody was running'],
  'ko': ['내일 회의록을 검토하겠습니다', '비가 옵니다', '예산 회의는 다음 주'],
  'ja': ['来年の予算会議は火曜日です', 'ミーティングを始めます'],
  'pl-PL': ['spotkanie w Łodzi o budżetach'],
};
const minute = (i: number) => new Date(Date.UTC(2026, 0, 1, 12, i));

before(async () => {
  scene = await startTranscriptionScene();
  stranger = await scene.newOwner();
  rooms = {};
  for (const [i, [language, texts]] of Object.entries(sentences).entries()) {
    const holder = await scene.announce([language], 10);
    const owners = language === 'en-US' ? [scene, stranger] : [scene];
    for (const owner of owners) {
      const room = await scene.transcribe(owner, language);
      await claimRooms(scene, holder, language);
      const segments = texts.map((text, n) => ({ text, start: n + 1, at: minute(10 * i + n) }));
      assert.equal((await scene.say({ ...room, holder }, segments))?.length, texts.length);
      if (owner === scene) rooms[language] = { ...room, holder };
    }
  }
});
after(() => scene.close());

async function find(q: string, { client }: Pick<Owner, 'client'> = scene): Promise<Result[]> {
  const { status, body } = await client.call<Results>('GET', `/v1/transcriptions/search?q=${encodeURIComponent(q)}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.results;
}
const snippetsOf = async (q: string) => (await find(q)).map(({ snippet }) => snippet);

test('English words are found in all their forms, newest first', async () => {
  assert.deepEqual(await snippetsOf('budget'), ['The budget is not ready.', 'We talked about next year\'s budgets.']);
  assert.deepEqual(await snippetsOf('RUN'), ['Nobody was running.']);
  assert.deepEqual(await snippetsOf('"next year" budgets'), ['We talked about next year\'s budgets.']);
  assert.deepEqual(await snippetsOf('budget -ready'), ['We talked about next year\'s budgets.']);
  assert.deepEqual(await snippetsOf('runs or talking'), ['Nobody was running.', 'We talked about next year\'s budgets.']);
});

test('Korean and Japanese are found within sentences, from one character on', async () => {
  assert.deepEqual(await snippetsOf('회의'), ['예산 회의는 다음 주', '내일 회의록을 검토하겠습니다.']);
  assert.deepEqual(await snippetsOf('회의록'), ['내일 회의록을 검토하겠습니다.']);
  assert.deepEqual(await snippetsOf('비'), ['비가 옵니다.']);
  assert.deepEqual(await snippetsOf('예산 회의'), ['예산 회의는 다음 주']);
  assert.deepEqual(await snippetsOf('"예산 회의"'), ['예산 회의는 다음 주']);
  assert.deepEqual(await snippetsOf('회의 -예산'), ['내일 회의록을 검토하겠습니다.']);
  assert.deepEqual(await snippetsOf('会議'), ['来年の予算会議は火曜日です。']);
  assert.deepEqual(await snippetsOf('予算会議'), ['来年の予算会議は火曜日です。']);
  assert.deepEqual(await snippetsOf('ﾐｰﾃｨﾝｸﾞ'), ['ミーティングを始めます。'], 'in half width');
  assert.deepEqual(await snippetsOf('議会'), [], 'not in another order');
});

test('so are languages whose words PostgreSQL does not know', async () => {
  assert.deepEqual(await snippetsOf('łodzi'), ['Spotkanie w Łodzi o budżetach.']);
  assert.deepEqual(await snippetsOf('budżet'), ['Spotkanie w Łodzi o budżetach.']);
});

test('results say who said it, as they are called now, and where', async () => {
  const { roomId, transcriptionId } = rooms['ko'] ?? assert.fail();
  assert.equal((await scene.client.call('PATCH', `/v1/rooms/${roomId}/transcription/speakers`, { participants: { ann: '안나' } })).status, 204);
  const [result] = await find('검토');
  const { segmentId: _, msgId: __, ...told } = (result ?? {}) as Result & { segmentId: string; msgId: null };
  const where = { kind: 'segment', roomId, meetingId: null, transcriptionId };
  assert.deepEqual(told, { ...where, speaker: '안나', snippet: '내일 회의록을 검토하겠습니다.', at: minute(10).toISOString() });
});

test('each workspace finds its own', async () => {
  assert.equal((await find('budget', stranger)).length, 2);
  assert.notEqual((await find('budget', stranger))[0]?.roomId, rooms['en-US']?.roomId);
  assert.deepEqual(await find('회의', stranger), []);
  const nobody = await scene.newOwner();
  assert.deepEqual(await find('budget', nobody), []);
});

test('what means nothing, or something to a database, finds nothing and breaks nothing', async () => {
  for (const q of ['the', '!!!', '\'', '"', 'a:*', '& |', '<->', '\\', '-', '-budget -회의', '%', `${'x'.repeat(99)} or ${'가'.repeat(90)}`, '😀', '\u{e000}']) {
    const { status } = await scene.client.call('GET', `/v1/transcriptions/search?q=${encodeURIComponent(q)}`);
    assert.equal(status, 200, q);
  }
  for (const q of ['', 'x'.repeat(201), '\0']) {
    assert.equal((await scene.client.call('GET', `/v1/transcriptions/search?q=${encodeURIComponent(q)}`)).status, 400);
  }
  assert.equal((await scene.client.call('GET', '/v1/transcriptions/search')).status, 400);
  for (const cursor of ['x', encodeCursor(['0000-01-01T00:00:00Z', 'segment', 'x'])]) {
    assert.equal((await scene.client.call('GET', `/v1/transcriptions/search?q=a&cursor=${cursor}`)).status, 400);
  }
});

test('chats are found with what was said, a page at a time, for those who may read them', async () => {
  const owner = await scene.newOwner();
  const meeting = await createMeeting(scene, owner);
  const bea = await admitPerson(scene, owner, meeting, { name: 'Bea' });
  const fanout = connectFanout(scene);
  after(() => fanout.close());
  const deps = { db: scene.database.db, fanout, billing: { isEnabled: false } };
  for (let i = 0; i < 3; i += 1) await sendMessage(deps, bea.caller, { text: `${'long '.repeat(100)} Quartalszahlen ${i}` });
  const holder = await scene.announce(['de'], 10);
  const room = await scene.transcribe(owner, 'de');
  await claimRooms(scene, holder, 'de');
  const [chat] = await find('Quartalszahl', owner);
  const at = new Date(chat?.at ?? '');
  // At the very time of a message, and long before.
  await scene.say({ ...room, holder }, [{ text: 'die Quartalszahlen', start: 1, at }, { text: 'Quartalszahlen', start: 2, at }, { text: 'keine Quartalszahl', start: 3, at: minute(0) }]);
  const all: Result[] = [];
  let cursor = '';
  do {
    const page = await owner.client.call<Results>('GET', `/v1/transcriptions/search?q=quartalszahlen&limit=2${cursor}`);
    assert.ok(page.body.results.length <= 2);
    all.push(...page.body.results);
    cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
  } while (cursor !== '');
  assert.deepEqual(all.map(({ kind }) => kind), ['segment', 'segment', 'chat', 'chat', 'chat', 'segment']);
  assert.deepEqual(all.map((result) => result.at), all.map((result) => result.at).toSorted().toReversed());
  assert.equal(new Set(all.map((result) => JSON.stringify(result))).size, 6);
  assert.deepEqual([all[2]?.speaker, all[2]?.meetingId, all[2]?.transcriptionId], ['Bea', meeting.meetingId, null]);
  assert.match(all[2]?.snippet ?? '', /^…long .*Quartalszahlen 2$/);
  const apiKey = await createKey(scene.database.db, owner.workspaceId, { scopes: ['transcriptions:read'] });
  const some = await find('quartalszahlen', { client: createClient({ url: scene.server.url, apiKey }) });
  assert.deepEqual(some.map(({ kind }) => kind), ['segment', 'segment', 'segment']);
});

test('long sentences of several languages are shown around what was found', async () => {
  const owner = await scene.newOwner();
  const said = { 'de': 'die Quartalszahlen', 'en': 'the quarterly budgets', 'ko': '예산 회의는' };
  for (const [language, text] of Object.entries(said)) {
    const holder = await scene.announce([language], 10);
    const room = await scene.transcribe(owner, language);
    await claimRooms(scene, holder, language);
    await scene.say({ ...room, holder }, [{ text: `${'long '.repeat(100)} ${text} ${'more '.repeat(100)}`, start: 1, at: minute(1) }]);
  }
  for (const [q, text] of [['Quartalszahl', said.de], ['budget', 'budgets'], ['회의', said.ko]] as const) {
    const [found, ...others] = await find(q, owner);
    assert.deepEqual(others, []);
    assert.match(found?.snippet ?? '', new RegExp(`^…long .*${text} more .*…$`));
  }
  const all = await find('Quartalszahl OR budget', owner);
  assert.deepEqual(all.map(({ snippet }) => [said.de, 'budgets'].filter((text) => snippet.includes(text)).length), [1, 1]);
});
