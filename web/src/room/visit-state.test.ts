import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomLink } from '../api/room-links.ts';
import type { Failure } from '../api/failure.ts';
import type { JoinedRoom } from './join-room.ts';
import { nextVisitState, type VisitEvent, type VisitState } from './visit-state.ts';

const link: RoomLink = {
  ...{ roomId: 'lobby', role: 'participant', name: null, expiresAt: '2030-01-01T00:00:00.000Z' },
  ...{ isRecording: false, isStreaming: false, isTranscribing: false },
};
const joined = {} as JoinedRoom;
const passing: Failure = { title: 'Away', text: 'Wait.', retry: true };
const lasting: Failure = { title: 'Over', text: 'Ask.', retry: false };

function walk(...events: VisitEvent[]): VisitState {
  return events.reduce(nextVisitState, { at: 'reading' });
}

test('a visit goes from the door into the room, out, and in again', () => {
  const inRoom = [{ type: 'link-read', link }, { type: 'join' }, { type: 'joined', joined }] as const;
  assert.deepEqual(walk(...inRoom), { at: 'room', link, joined });
  const out = [...inRoom, { type: 'ended', ending: 'left' }] as const;
  assert.deepEqual(walk(...out), { at: 'ended', link, ending: 'left', joining: false });
  assert.equal(walk(...out, { type: 'join' }, { type: 'joined', joined }).at, 'room');
});

test('a failed join leads back to the door when another try can help', () => {
  const state = walk({ type: 'link-read', link }, { type: 'join' }, { type: 'join-failed', failure: passing });
  assert.deepEqual(state, { at: 'door', link, joining: false, failure: passing });
});

test('a failed join ends the visit when no other try can help', () => {
  const state = walk({ type: 'link-read', link }, { type: 'join' }, { type: 'join-failed', failure: lasting });
  assert.deepEqual(state, { at: 'no-link', failure: lasting });
});

test('who would walk into a recording that they were not told of stays at the door and is told', () => {
  const activity = { isRecording: true, isStreaming: false, isTranscribing: false };
  const state = walk({ type: 'link-read', link }, { type: 'join' }, { type: 'consent-needed', activity });
  assert.deepEqual(state, { at: 'door', link: { ...link, isRecording: true }, joining: false, failure: null });
});

test('an end that comes late, after the page has moved on, changes nothing', () => {
  assert.deepEqual(walk({ type: 'ended', ending: 'lost' }), { at: 'reading' });
});
