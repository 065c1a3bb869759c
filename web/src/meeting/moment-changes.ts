import type { FrameChanges } from './frame-changes.ts';
import type { MeetingState } from './meeting-state.ts';

/** More at once would cover the stage. */
const MOST_FLOATING = 24;

/** What goes on for a while: reactions, recordings, streams, people at the door. */
export const momentChanges: FrameChanges = {
  react: (state, data) => float(state, String(data['participantId']), String(data['emoji'])),
  'recording:started': (state) => ({ ...state, isRecording: true }),
  'recording:stopped': (state) => ({ ...state, isRecording: false }),
  'stream:started': (state) => ({ ...state, isStreaming: true }),
  'stream:stopped': (state) => ({ ...state, isStreaming: false }),
  'waiting-room:participant-waiting': (state, { waitingId, name, removed }) =>
    wait(state, String(waitingId), String(name), removed === true),
};

let key = 0;

function float(state: MeetingState, participantId: string, emoji: string): MeetingState {
  const name = state.people.find((person) => person.participantId === participantId)?.name ?? '';
  key += 1;
  return { ...state, floating: [...state.floating, { key, name, emoji }].slice(-MOST_FLOATING) };
}

function wait(state: MeetingState, waitingId: string, name: string, isGone: boolean): MeetingState {
  const others = state.waiting.filter((waiting) => waiting.waitingId !== waitingId);
  return { ...state, waiting: isGone ? others : [...others, { waitingId, name }] };
}
