import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../api/failure.ts';
import type { PublicMeeting } from '../api/meetings.ts';
import type { Entry } from '../room/prejoin/PreJoin.tsx';
import type { MeetingStay } from './enter-meeting.ts';
import { nextVisitState, type VisitEvent, type VisitState } from './visit-state.ts';

const meeting: PublicMeeting = {
  ...{
    meetingId: 'abc-defg-hij',
    title: 'Standup',
    status: 'active',
    scheduledAt: null,
    locked: false,
    waitingRoom: false,
    isGuest: false,
  },
  ...{ isRecording: false, isStreaming: false, isTranscribing: false },
};
const entry = { name: 'Ann' } as Entry;
const stay = {} as MeetingStay;
const passing: Failure = { title: 'Locked', text: 'Ask.', retry: true };
const lasting: Failure = { title: 'Over', text: 'Go.', retry: false };
const atDoor: VisitEvent[] = [{ type: 'meeting-read', meeting }, { type: 'join' }];

function walk(...events: VisitEvent[]): VisitState {
  return events.reduce(nextVisitState, { at: 'reading' });
}

test('a visit goes from the door into the meeting, out, and in again', () => {
  const inside = [...atDoor, { type: 'joined', stay }] as const;
  assert.deepEqual(walk(...inside), { at: 'meeting', meeting, stay });
  const out = [...inside, { type: 'ended', ending: { ending: 'left' } }] as const;
  assert.deepEqual(walk(...out), { at: 'ended', meeting, ending: { ending: 'left' }, joining: false });
  assert.equal(walk(...out, { type: 'join' }, { type: 'joined', stay }).at, 'meeting');
});

test('who waits stays at the door until they are let in, or not', () => {
  const waits = [...atDoor, { type: 'wait', entry }] as const;
  assert.deepEqual(walk(...waits), { at: 'waiting', meeting, entry, joining: false });
  assert.equal(walk(...waits, { type: 'join' }, { type: 'joined', stay }).at, 'meeting');
  assert.deepEqual(walk(...waits, { type: 'join-failed', failure: lasting }), { at: 'no-meeting', failure: lasting });
  assert.equal(walk(...waits, { type: 'back-to-door' }).at, 'door');
});

test('who comes early waits for the time that the server names', () => {
  const state = walk(...atDoor, { type: 'not-started', entry, scheduledAt: '2030-01-01T10:00:00.000Z' });
  assert.equal(state.at === 'early' && state.meeting.scheduledAt, '2030-01-01T10:00:00.000Z');
  const known = nextVisitState(state, { type: 'not-started', entry, scheduledAt: undefined });
  assert.equal(known.at === 'early' && known.meeting.scheduledAt, '2030-01-01T10:00:00.000Z');
});

test('a failed join leads back to the door when another try can help, else it ends the visit', () => {
  const back = walk(...atDoor, { type: 'join-failed', failure: passing });
  assert.deepEqual(back.at === 'door' && [back.joining, back.failure], [false, passing]);
  assert.deepEqual(walk(...atDoor, { type: 'join-failed', failure: lasting }), { at: 'no-meeting', failure: lasting });
});

test('a meeting that is over or cancelled has no door', () => {
  assert.equal(walk({ type: 'meeting-read', meeting: { ...meeting, status: 'ended' } }).at, 'no-meeting');
  assert.equal(walk({ type: 'meeting-read', meeting: { ...meeting, status: 'cancelled' } }).at, 'no-meeting');
});

test('what goes out of the meeting is read at the door, also after going back to it', () => {
  const activity = { isRecording: true, isStreaming: false, isTranscribing: true };
  const told = walk(...atDoor, { type: 'consent-needed', activity });
  assert.deepEqual(told, { at: 'door', meeting: { ...meeting, ...activity }, joining: false, failure: null });
  const waits = nextVisitState(told, { type: 'wait', entry });
  assert.deepEqual(nextVisitState(waits, { type: 'back-to-door' }), told);
});

test('answers that come too late change nothing', () => {
  const inside = walk(...atDoor, { type: 'joined', stay });
  assert.equal(nextVisitState(inside, { type: 'join-failed', failure: lasting }), inside);
  assert.deepEqual(walk({ type: 'ended', ending: { ending: 'left' } }), { at: 'reading' });
});
