import type { MeetingSettings } from '../../../src/contracts/meetings.ts';
import type { FrameChanges } from './frame-changes.ts';
import { stateOf, type MeetingState, type Person, type Snapshot } from './meeting-state.ts';

type Told = Partial<Person> & { participantId: string; isAdmin?: boolean };

/** Who comes, goes and changes, and how the meeting is held. */
export const peopleChanges: FrameChanges = {
  joined: (state, data) => afresh(state, data as unknown as Snapshot),
  'participant:joined': (state, data) => arrive(state, data as unknown as Told),
  'participant:updated': (state, data) => update(state, data as unknown as Told),
  'participant:left': (state, data) => leave(state, String(data['participantId'])),
  'admin:unmute': (state) => ({ ...state, isAskedToUnmute: true }),
  'admin:kick': (state, data) => ({ ...state, end: { kind: 'kicked', reason: textOf(data['reason']) } }),
  'meeting:ended': (state, data) => ({ ...state, end: { kind: 'ended', reason: textOf(data['reason']) } }),
  'meeting:settings-updated': (state, data) =>
    updateSettings(state, data as Partial<MeetingSettings> & { title?: string }),
};

/** The server's word after a new connection; what it does not speak of stays. */
function afresh(state: MeetingState, snapshot: Snapshot): MeetingState {
  const me = state.people.find(({ participantId }) => participantId === state.myId);
  const { myId, title, settings, people, hands, isRecording, isStreaming } = stateOf({ ...snapshot, name: me?.name ?? '' });
  const raisedBefore = state.hands.filter((id) => hands.includes(id));
  const order = [...raisedBefore, ...hands.filter((id) => !raisedBefore.includes(id))];
  return { ...state, myId, title, settings, people, hands: order, isRecording, isStreaming };
}

function arrive(state: MeetingState, told: Told): MeetingState {
  const others = state.people.filter((person) => person.participantId !== told.participantId);
  return withHands({ ...state, people: [...others, personOf(told)] }, told.participantId, told.isHandRaised ?? false);
}

function update(state: MeetingState, told: Told): MeetingState {
  if (!state.people.some((person) => person.participantId === told.participantId)) return state;
  const people = state.people.map((person) =>
    person.participantId === told.participantId ? { ...person, ...told } : person,
  );
  return told.isHandRaised === undefined
    ? { ...state, people }
    : withHands({ ...state, people }, told.participantId, told.isHandRaised);
}

function leave(state: MeetingState, participantId: string): MeetingState {
  const people = state.people.filter((person) => person.participantId !== participantId);
  return withHands({ ...state, people }, participantId, false);
}

function withHands(state: MeetingState, participantId: string, isRaised: boolean): MeetingState {
  if (isRaised === state.hands.includes(participantId)) return state;
  const others = state.hands.filter((id) => id !== participantId);
  return { ...state, hands: isRaised ? [...others, participantId] : others };
}

function updateSettings(
  state: MeetingState,
  { title = state.title, ...changed }: Partial<MeetingSettings> & { title?: string },
) {
  return { ...state, title, settings: { ...state.settings, ...changed } };
}

/** A person as the server tells of one; it may leave out what is the usual. */
export function personOf({ participantId, isAdmin = false, ...told }: Told): Person {
  return {
    participantId,
    name: told.name ?? '',
    role: told.role ?? (isAdmin ? 'host' : 'participant'),
    isMuted: told.isMuted ?? true,
    isVideoOff: told.isVideoOff ?? true,
    isScreenSharing: told.isScreenSharing ?? false,
    isHandRaised: told.isHandRaised ?? false,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
