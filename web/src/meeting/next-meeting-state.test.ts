import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeetingState, Person } from './meeting-state.ts';
import { stateOf } from './meeting-state.ts';
import { nextMeetingState, type MeetingAction } from './next-meeting-state.ts';
import { personOf } from './people-changes.ts';

const settings = { muteOnJoin: false, videoOffOnJoin: false, maxParticipants: 50, locked: false, waitingRoom: false };
const ann = personOf({ participantId: 'ann', name: 'Ann', isAdmin: true });
const start = withPeople(ann);

function withPeople(...participants: Person[]): MeetingState {
  return stateOf({
    participantId: 'ann',
    role: 'host',
    name: 'Ann',
    title: 'Standup',
    settings,
    participants,
    isRecording: false,
    isStreaming: false,
  });
}

const told = (type: string, data: Record<string, unknown>, seq?: number): MeetingAction => ({
  type: 'frame',
  frame: { type, data, ...(seq ? { seq } : {}) },
});

function walk(state: MeetingState, ...actions: MeetingAction[]): MeetingState {
  return actions.reduce(nextMeetingState, state);
}

const says = (msgId: string, from: string, text = msgId, more = {}) =>
  told('chat:message', {
    msgId,
    from,
    name: from,
    text,
    timestamp: `2030-01-01T00:00:0${msgId.at(-1)}.000Z`,
    replyTo: null,
    ...more,
  });

const poll = (pollId: string, totalVotes: number, isOpen = true) => ({
  ...{
    pollId,
    question: pollId,
    type: 'yes_no',
    options: [],
    totalVotes,
    isOpen,
    createdAt: `2030-01-01T00:00:0${pollId.at(-1)}.000Z`,
  },
});

test('people come, change and go; coming twice is coming once', () => {
  const bo = { participantId: 'bo', name: 'Bo', isMuted: true, isVideoOff: false, isAdmin: false };
  const state = walk(
    start,
    told('participant:joined', bo),
    told('participant:joined', bo),
    told('participant:updated', { participantId: 'bo', isMuted: false }),
  );
  assert.deepEqual(
    state.people.map(({ name, role, isMuted }) => [name, role, isMuted]),
    [
      ['Ann', 'host', true],
      ['Bo', 'participant', false],
    ],
  );
  assert.deepEqual(walk(state, told('participant:left', { participantId: 'bo', name: 'Bo' })).people, [ann]);
  assert.equal(walk(start, told('participant:updated', { participantId: 'nobody', isMuted: false })), start);
});

test('hands stand in the order in which they were raised', () => {
  const raise = (participantId: string, isHandRaised: boolean) =>
    told('participant:updated', { participantId, isHandRaised });
  const both = withPeople(ann, personOf({ participantId: 'bo', name: 'Bo' }));
  const state = walk(both, raise('bo', true), raise('ann', true), raise('bo', true));
  assert.deepEqual(state.hands, ['bo', 'ann']);
  assert.deepEqual(walk(state, raise('bo', false), raise('bo', true)).hands, ['ann', 'bo']);
  assert.deepEqual(walk(state, told('participant:left', { participantId: 'bo' })).hands, ['ann']);
});

test('a new connection brings the people afresh, and keeps the chat and the order of hands', () => {
  const people = ['cy', 'bo'].map((participantId) =>
    personOf({ participantId, name: participantId, isHandRaised: true }),
  );
  const before = { ...walk(start, says('m1', 'bo')), hands: ['bo', 'ann'] };
  const snapshot = {
    participantId: 'ann',
    role: 'host',
    title: 'Later',
    settings,
    participants: people,
    isRecording: true,
  };
  const state = walk(before, told('joined', snapshot));
  assert.deepEqual([state.title, state.isRecording, state.hands], ['Later', true, ['bo', 'cy']]);
  assert.deepEqual(
    state.people.map(({ name }) => name),
    ['cy', 'bo', 'Ann'],
    'oneself is there before the server lists one',
  );
  assert.equal(state.messages.length, 1);
});

test("a message counts as unread until the chat is opened; one's own never does, nor one that comes again", () => {
  const state = walk(start, says('m1', 'bo'), says('m1', 'bo'), says('m2', 'ann'), says('m3', 'bo'));
  assert.deepEqual(
    state.messages.map(({ msgId }) => msgId),
    ['m1', 'm2', 'm3'],
  );
  assert.equal(state.unread, 2);
  const open = walk(state, { type: 'chat-open', isOpen: true }, says('m4', 'bo'));
  assert.equal(open.unread, 0);
  assert.equal(walk(open, { type: 'chat-open', isOpen: false }, says('m5', 'bo')).unread, 1);
});

test('listed messages stand by their time among those that came meanwhile', () => {
  const listed = ['m1', 'm3'].map((msgId) => ({
    ...{
      msgId,
      participantId: 'bo',
      participantName: 'Bo',
      text: msgId,
      replyTo: null,
      reactions: [{ emoji: '👍', count: 1, participantIds: ['cy'] }],
    },
    createdAt: `2030-01-01T00:00:0${msgId.at(-1)}.000Z`,
  }));
  const state = walk(start, says('m2', 'bo'), says('m3', 'bo'), {
    type: 'chat-listed',
    messages: listed,
    earlier: 'more',
  });
  assert.deepEqual(
    state.messages.map(({ msgId }) => msgId),
    ['m1', 'm2', 'm3'],
  );
  assert.deepEqual(state.messages[2]?.reactions, { '👍': ['cy'] });
  assert.equal(state.earlier, 'more');
});

test('a reaction to a message counts once for each person', () => {
  const react = (participantId: string) => told('chat:react', { msgId: 'm1', participantId, emoji: '👍' });
  const state = walk(start, says('m1', 'bo'), react('bo'), react('bo'), react('ann'));
  assert.deepEqual(state.messages[0]?.reactions, { '👍': ['bo', 'ann'] });
  assert.deepEqual(walk(start, react('bo')).messages, [], 'a message that is not known here has none');
});

test('people at the door come and go, each once', () => {
  const waits = (waitingId: string, removed?: boolean) =>
    told('waiting-room:participant-waiting', { waitingId, name: waitingId, count: 1, ...(removed ? { removed } : {}) });
  const state = walk(
    start,
    { type: 'waiting-listed', waiting: [{ waitingId: 'w1', name: 'Bo' }] },
    waits('w1'),
    waits('w2'),
  );
  assert.deepEqual(
    state.waiting.map(({ waitingId }) => waitingId),
    ['w1', 'w2'],
  );
  assert.deepEqual(
    walk(state, waits('w1', true)).waiting.map(({ waitingId }) => waitingId),
    ['w2'],
  );
});

test('an assignment lasts as long as its breakout, and a list of it is not a new one', () => {
  const room = {
    id: 'b1',
    name: 'One',
    participantCount: 1,
    participants: [{ participantId: 'bo' }],
    assigned: [{ participantId: 'bo' }],
  };
  const sent = { ...room, assigned: [{ participantId: 'bo' }, { participantId: 'ann' }] };
  const closesAt = '2030-01-01T00:10:00.000Z';
  const opened = walk(start, told('breakout:created', { rooms: [room], closesAt }));
  assert.deepEqual(opened.breakouts, [{ id: 'b1', name: 'One', participants: ['bo'], assigned: ['bo'] }]);
  assert.deepEqual([opened.breakoutsCloseAt, opened.assigned], [closesAt, null]);
  const assigned = walk(opened, told('breakout:assigned', { roomId: 'b1', roomName: 'One', token: 't', url: 'ws:' }));
  assert.deepEqual(assigned.assigned, { roomId: 'b1', name: 'One' });
  assert.equal(walk(assigned, told('breakout:updated', { rooms: [sent], closesAt })).assigned, assigned.assigned);
  const closed = walk(assigned, told('breakout:all-closed', {}));
  assert.deepEqual([closed.breakouts, closed.assigned, closed.breakoutsCloseAt], [[], null, null]);
});

test('who comes back learns from the list where they were sent', () => {
  const room = { id: 'b1', name: 'One', participants: [], assigned: [{ participantId: 'ann' }] };
  const state = walk(start, { type: 'breakouts-listed', listed: { rooms: [room], closesAt: null } });
  assert.deepEqual(state.assigned, { roomId: 'b1', name: 'One' });
});

test('a poll stands as it was last told, the newest first', () => {
  const state = walk(
    start,
    told('poll:created', poll('p1', 0)),
    told('poll:created', poll('p2', 0)),
    told('poll:updated', poll('p1', 1)),
    told('poll:closed', poll('p1', 1, false)),
  );
  assert.deepEqual(
    state.polls.map(({ pollId, totalVotes, isOpen }) => [pollId, totalVotes, isOpen]),
    [
      ['p2', 0, true],
      ['p1', 1, false],
    ],
  );
});

test('settings change by what was told of them, the title too', () => {
  const state = walk(start, told('meeting:settings-updated', { locked: true, title: 'Retro' }));
  assert.deepEqual([state.title, state.settings], ['Retro', { ...settings, locked: true }]);
});

test('the end and its reason are kept; a frame of an unknown type changes nothing', () => {
  assert.deepEqual(walk(start, told('admin:kick', { reason: 'Spam' })).end, { kind: 'kicked', reason: 'Spam' });
  assert.deepEqual(walk(start, told('meeting:ended', {})).end, { kind: 'ended', reason: '' });
  assert.equal(walk(start, told('captions:update', { pid: 'bo', text: 'hm' })), start);
});
