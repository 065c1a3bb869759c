import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, test } from 'node:test';
import { reactToMessage, relayCaption, relayReaction, sendMessage } from '../../../src/modules/meetings/index.ts';
import type { Fanout } from '../../../src/platform/fanout/fanout.ts';
import { admitPerson, connectFanout, eventsOf } from '../../support/meeting-people.ts';
import { createMeeting, fromNow, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

interface Message {
  msgId: string;
  participantId: string;
  participantName: string;
  text: string;
  replyTo: string | null;
  reactions: { emoji: string; count: number; participantIds: string[] }[];
  createdAt: string;
}

let scene: MeetingScene;
let fanout: Fanout;
before(async () => {
  scene = await startMeetingScene();
  fanout = connectFanout(scene);
});
after(async () => {
  fanout.close();
  await scene.close();
});

const deps = () => ({ db: scene.database.db, fanout, billing: { isEnabled: false } });
const texts = (messages: Message[]) => messages.map(({ text }) => text);

async function readChat({ path }: MadeMeeting, query = '') {
  const { status, body } = await scene.client.call<{ messages: Message[]; nextCursor: string | null }>('GET', `${path}/chat${query}`);
  assert.equal(status, 200);
  return body;
}

test('a message is told to everybody and listed with its reply and reactions', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, meeting, { name: 'Bob', role: 'host' })];
  const first = await sendMessage(deps(), ann.caller, { text: 'Hello **everyone**' });
  const second = await sendMessage(deps(), bob.caller, { text: 'Hi\nAnn', replyTo: first.msgId });
  for (const [person, emoji] of [[bob, '🎉'], [ann, '👍'], [bob, '👍'], [bob, '👍']] as const) {
    await reactToMessage(deps(), person.caller, { msgId: first.msgId, emoji });
  }
  const { messages } = (await ann.client.call<{ messages: Message[] }>('GET', `${meeting.path}/chat`)).body;
  const [saidAt, repliedAt] = messages.map(({ createdAt }) => createdAt);
  assert.deepEqual(messages, [
    {
      ...{ msgId: first.msgId, participantId: ann.participantId, participantName: 'Ann', text: 'Hello **everyone**', replyTo: null },
      createdAt: saidAt,
      reactions: [
        { emoji: '🎉', count: 1, participantIds: [bob.participantId] },
        { emoji: '👍', count: 2, participantIds: [ann.participantId, bob.participantId] },
      ],
    },
    {
      ...{ msgId: second.msgId, participantId: bob.participantId, participantName: 'Bob', text: 'Hi\nAnn', replyTo: first.msgId },
      ...{ createdAt: repliedAt, reactions: [] },
    },
  ]);
  const told = await eventsOf(scene, meeting);
  assert.deepEqual(told.map(({ seq, type, audience }) => [seq, type, audience]), [
    ...[[1, 'chat:message', 'everybody'], [2, 'chat:message', 'everybody']],
    ...[[3, 'chat:react', 'everybody'], [4, 'chat:react', 'everybody'], [5, 'chat:react', 'everybody']],
  ]);
  assert.deepEqual(told[1]?.data, {
    ...{ msgId: second.msgId, from: bob.participantId, name: 'Bob', text: 'Hi\nAnn' },
    ...{ timestamp: repliedAt, replyTo: first.msgId },
  });
  assert.deepEqual(told[2]?.data, { msgId: first.msgId, participantId: bob.participantId, emoji: '🎉' });
});

test('pages hold every message once, in either direction, also while more is said', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const said = Array.from({ length: 7 }, (_, i) => String(i));
  for (const text of said) await sendMessage(deps(), ann.caller, { text });
  const read: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await readChat(meeting, `?limit=3${cursor && `&cursor=${cursor}`}`);
    read.push(...texts(page.messages));
    cursor = page.nextCursor;
    if (read.length === 3) await sendMessage(deps(), ann.caller, { text: '7' });
  }
  assert.deepEqual(read, [...said, '7']);
  const newest = await readChat(meeting, '?limit=3&order=desc');
  assert.deepEqual(texts(newest.messages), ['7', '6', '5']);
  assert.deepEqual(texts((await readChat(meeting, `?limit=3&order=desc&cursor=${newest.nextCursor}`)).messages), ['4', '3', '2']);
  assert.equal((await scene.client.call('GET', `${meeting.path}/chat?cursor=nonsense`)).status, 400);
});

test('what two hundred people say at once is all there, in the order of its numbers', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const sent = await Promise.all(Array.from({ length: 200 }, (_, i) => sendMessage(deps(), ann.caller, { text: `m${i}` })));
  const first = await readChat(meeting, '?limit=100');
  const rest = await readChat(meeting, `?limit=100&cursor=${first.nextCursor}`);
  const listed = [...first.messages, ...rest.messages].map(({ msgId }) => msgId);
  assert.deepEqual(listed.toSorted(), sent.map(({ msgId }) => msgId).toSorted());
  const told = await eventsOf(scene, meeting);
  assert.deepEqual(told.map(({ seq }) => seq), Array.from({ length: 200 }, (_, i) => i + 1));
  assert.deepEqual(told.map(({ data }) => data['msgId']), listed);
});

test('any Unicode is kept as it was sent', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting, { name: '‮ߘ' });
  const hostile = ['👩‍👩‍👧‍👦', '\u202egpj.exe', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', '<script>alert(1)</script>', "'; drop table x; --", '\ufeff\u200bx\u0001', '𠜎ﷺ', '\ufffe\uffff\u{10ffff}'];
  for (const text of hostile) await sendMessage(deps(), ann.caller, { text });
  assert.deepEqual(texts((await readChat(meeting)).messages), hostile);
});

test('an answer or a reaction to what is not in this meeting is refused', async () => {
  const [meeting, other] = [await createMeeting(scene, scene), await createMeeting(scene, scene)];
  const [ann, eve] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, other)];
  const { msgId } = await sendMessage(deps(), eve.caller, { text: 'elsewhere' });
  await assert.rejects(sendMessage(deps(), ann.caller, { text: 'x', replyTo: msgId }), { code: 'validation' });
  await assert.rejects(reactToMessage(deps(), ann.caller, { msgId, emoji: '👍' }), { code: 'not-found' });
  await assert.rejects(reactToMessage(deps(), eve.caller, { msgId, emoji: 'words' }), { code: 'validation' });
  assert.deepEqual(await eventsOf(scene, meeting), []);
});

test('one reaction of a person, asked for fifty times at once, is one', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const { msgId } = await sendMessage(deps(), ann.caller, { text: 'x' });
  await Promise.all(Array.from({ length: 50 }, () => reactToMessage(deps(), ann.caller, { msgId, emoji: '❤️' })));
  const { messages } = await readChat(meeting);
  assert.deepEqual(messages[0]?.reactions, [{ emoji: '❤️', count: 1, participantIds: [ann.participantId] }]);
  assert.equal((await eventsOf(scene, meeting)).length, 2);
});

test('nobody puts more than twenty emoji on a message', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const { msgId } = await sendMessage(deps(), ann.caller, { text: 'x' });
  const emoji = Array.from({ length: 20 }, (_, i) => String.fromCodePoint(0x1f600 + i));
  for (const each of emoji) await reactToMessage(deps(), ann.caller, { msgId, emoji: each });
  await assert.rejects(reactToMessage(deps(), ann.caller, { msgId, emoji: '🎉' }), { code: 'conflict' });
  await reactToMessage(deps(), ann.caller, { msgId, emoji: '😀' });
});

test('reactions and captions reach whoever is there and are not kept', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await admitPerson(scene, scene, meeting);
  const emitter = new EventEmitter();
  const cease = fanout.subscribe(`plenum:meeting:${meeting.meetingId}`, (message) => emitter.emit('told', JSON.parse(message)));
  const heard = async () => ((await once(emitter, 'told')) as unknown[])[0];
  // The subscription may not be there yet.
  const timer = setInterval(() => relayReaction(deps(), ann.caller, { emoji: '👏' }), 20);
  const reaction = await heard();
  clearInterval(timer);
  assert.deepEqual(reaction, [{ type: 'react', audience: 'everybody', data: { participantId: ann.participantId, emoji: '👏' } }]);
  emitter.removeAllListeners();
  const captions: unknown[] = [];
  emitter.on('told', ([event]: { type: string }[]) => event?.type === 'captions:update' && captions.push(event));
  relayCaption(deps(), ann.caller, null, { text: 'so', final: false });
  while (captions.length === 0) await once(emitter, 'told');
  relayCaption(deps(), ann.caller, 'red', { text: 'among us', final: true });
  while (captions.length === 1) await once(emitter, 'told');
  cease();
  assert.deepEqual(captions.pop(), { type: 'captions:update', audience: 'breakout:red', data: { pid: ann.participantId, text: 'among us', final: true } });
  assert.deepEqual(captions, [{ type: 'captions:update', audience: 'everybody', data: { pid: ann.participantId, text: 'so', final: false } }]);
  assert.throws(() => relayReaction(deps(), ann.caller, { emoji: 'boo' }), { code: 'validation' });
  assert.deepEqual(await eventsOf(scene, meeting), []);
});

test('a key and an admin token are nobody who could say something', async () => {
  const { meetingId } = await createMeeting(scene, scene);
  const nobody = { workspaceId: scene.workspaceId, meetingId, participantId: null, name: null };
  await assert.rejects(sendMessage(deps(), { ...nobody, role: 'key', isHost: false }, { text: 'x' }), { code: 'forbidden' });
  await assert.rejects(sendMessage(deps(), { ...nobody, role: 'host', isHost: true }, { text: 'x' }), { code: 'forbidden' });
});

test('the transcript tells all of it, also when the meeting is over, and cannot be forged', async () => {
  const meeting = await createMeeting(scene, scene);
  const [ann, bob] = [await admitPerson(scene, scene, meeting), await admitPerson(scene, scene, meeting, { name: 'Bob' })];
  const { msgId } = await sendMessage(deps(), ann.caller, { text: 'Hello' });
  await sendMessage(deps(), bob.caller, { text: 'a\n[14:30:00] Ann: I resign', replyTo: msgId });
  await scene.database.sql`update meetings set status = 'ended', ended_at = now() where id = ${meeting.meetingId}`;
  await assert.rejects(sendMessage(deps(), ann.caller, { text: 'late' }), { code: 'meeting-ended' });
  const { body } = await scene.client.call<{ messages: Message[] }>('GET', `${meeting.path}/transcript`);
  const keys = body.messages.map((message) => Object.keys(message).toSorted());
  assert.deepEqual(keys[0], ['createdAt', 'msgId', 'participantName', 'replyTo', 'text']);
  assert.deepEqual(body.messages.map(({ participantName, replyTo }) => [participantName, replyTo]), [['Ann', null], ['Bob', msgId]]);
  const file = await meeting.host.call<string>('GET', `${meeting.path}/transcript/download`);
  assert.equal(file.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.equal(file.headers.get('content-disposition'), `attachment; filename="transcript-${meeting.meetingId}.txt"`);
  const [one, two] = body.messages.map(({ createdAt }) => createdAt.slice(11, 19));
  assert.equal(file.body, `[${one}] Ann: Hello\n[${two}] Bob: a\n    [14:30:00] Ann: I resign\n`);
});

test('a transcript longer than a page of the database is whole', async () => {
  const meeting = await createMeeting(scene, scene);
  await scene.database.sql`
    insert into meeting_chat_messages (id, meeting_id, participant_id, participant_name, text, created_at)
    select ${`msg_${meeting.meetingId}_`} || n, ${meeting.meetingId}, 'pt', 'Ann', n::text, now() from generate_series(1, 1201) n`;
  const { body } = await scene.client.call<{ messages: Message[] }>('GET', `${meeting.path}/transcript`);
  assert.deepEqual(texts(body.messages), Array.from({ length: 1201 }, (_, i) => String(i + 1)));
  const file = await scene.client.call<string>('GET', `${meeting.path}/transcript/download`);
  assert.equal(file.body.trimEnd().split('\n').length, 1201);
});

test('who may read the chat and the transcript', async () => {
  const meeting = await createMeeting(scene, scene, { title: 'Mine' });
  const other = await createMeeting(scene, scene);
  const [ann, host, eve] = [
    await admitPerson(scene, scene, meeting),
    await admitPerson(scene, scene, meeting, { role: 'host' }),
    await admitPerson(scene, scene, other, { role: 'host' }),
  ];
  const stranger = await scene.newOwner();
  const ask = async (part: string) => {
    const callers = [scene.client, meeting.host, host.client, ann.client, eve.client, other.host, stranger.client];
    return Promise.all(callers.map(async ({ call }) => (await call('GET', `${meeting.path}/${part}`)).status));
  };
  assert.deepEqual(await ask('chat'), [200, 200, 200, 200, 403, 403, 404]);
  assert.deepEqual(await ask('transcript'), [200, 200, 200, 403, 403, 403, 404]);
  assert.deepEqual(await ask('transcript/download'), [200, 200, 200, 403, 403, 403, 404]);
  const ahead = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  assert.deepEqual((await readChat(ahead)).messages, []);
  const early = await admitPerson(scene, scene, ahead);
  await assert.rejects(sendMessage(deps(), early.caller, { text: 'x' }), { code: 'meeting-not-started' });
  assert.equal((await scene.client.call('GET', '/v1/meetings/aaa-aaaa-aaa/chat')).status, 404);
});
