import type { ParticipantView } from '../participant-view.ts';
import type { RoomView } from '../room-view.ts';

/** An open room, as LiveKit told or listed it. */
export interface RoomEvidence {
  sid: string;
  workspaceId: string;
  roomId: string;
  openedAt: Date;
  view: RoomView;
}

/** A person in a room, likewise. */
export interface ParticipantEvidence {
  sid: string;
  identity: string;
  name: string;
  joinedAt: Date;
  /** When the first token of their chain was issued, in ms since 1970; null when the token was not ours. */
  tokenIssuedAt: number | null;
  view: ParticipantView;
}

/** Where a piece of evidence comes from and what moment it speaks of. */
export interface Source {
  at: Date;
  isReconciled: boolean;
}

/** The later of two moments. LiveKit tells when something began in ms, but dates its webhooks in whole seconds. */
export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
