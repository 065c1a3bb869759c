import type { FrameChanges } from './frame-changes.ts';
import type { Breakout, MeetingState } from './meeting-state.ts';

/** A breakout as the server tells of it. */
export interface ToldBreakout {
  id: string;
  name: string;
  participants: { participantId: string }[];
  assigned: { participantId: string }[];
}

export interface ToldBreakouts {
  rooms?: ToldBreakout[];
  closesAt?: string | null;
}

/** The rooms beside the main one, and what the host tells those who are in them. */
export const breakoutChanges: FrameChanges = {
  'breakout:created': (state, data) => listBreakouts(state, data as ToldBreakouts),
  'breakout:updated': (state, data) => listBreakouts(state, data as ToldBreakouts),
  'breakout:assigned': (state, data) => ({
    ...state,
    assigned: { roomId: String(data['roomId']), name: String(data['roomName']) },
  }),
  'breakout:message': (state, data) => ({
    ...state,
    broadcast: { from: nameOfSender(state, data['from']), text: String(data['text']) },
  }),
  'breakout:all-closed': (state) => ({
    ...state,
    breakouts: [],
    breakoutsCloseAt: null,
    assigned: null,
    broadcast: null,
  }),
};

export function listBreakouts(state: MeetingState, { rooms = [], closesAt = null }: ToldBreakouts): MeetingState {
  const breakouts = rooms.map(breakoutOf);
  const mine = breakouts.find(({ assigned }) => assigned.includes(state.myId));
  return { ...state, breakouts, breakoutsCloseAt: closesAt, assigned: assignedTo(state, mine) };
}

/** The same object for as long as it is the same room, so that nobody is asked twice. */
function assignedTo({ assigned }: MeetingState, breakout: Breakout | undefined): MeetingState['assigned'] {
  if (!breakout) return null;
  return assigned?.roomId === breakout.id ? assigned : { roomId: breakout.id, name: breakout.name };
}

function breakoutOf({ id, name, participants, assigned }: ToldBreakout): Breakout {
  return { id, name, participants: participants.map(idOf), assigned: assigned.map(idOf) };
}

function idOf({ participantId }: { participantId: string }): string {
  return participantId;
}

/** The host, by name where the sender is one of the people here. */
function nameOfSender(state: MeetingState, from: unknown): string {
  return state.people.find(({ participantId }) => participantId === from)?.name ?? (String(from ?? '') || 'The host');
}
