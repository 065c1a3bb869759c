import type { WebSocket } from 'ws';
import type { MeetingEvent } from '../../contracts/realtime.ts';
import type { Role } from '../../contracts/roles.ts';
import type { Actor } from '../../http/actor.ts';
import type { Feed } from '../events/feed.ts';
import type { Place } from './anonymous-places.ts';
import { closeCodes } from './close-codes.ts';
import type { FrameCount } from './frame-rate.ts';

/** A meeting of which this process holds sockets. */
export interface Hall {
  meetingId: string;
  workspaceId: string;
  /** Held by nobody who is known. */
  isGuest: boolean;
  peers: Set<Peer>;
  feed: Feed;
}

/** Somebody who is in a meeting. */
export interface SeatedPerson {
  participantId: string;
  name: string;
  role: Role;
  isHost: boolean;
}

/** Where somebody is in a meeting, or waits before it: one of the two. */
export interface Seat {
  hall: Hall;
  person: SeatedPerson | null;
  waiting: { waitingId: string; tokenHash: string } | null;
  breakoutId: string | null;
  /** The event after which the person's role was read, or that told of it. */
  roleSeq: number;
  /** Names their presence on the gateway; null until it is written. */
  stayId: string | null;
}

/** An event that waits for what must be sent before it. */
export interface HeldEvent {
  event: MeetingEvent;
  /** The frame as it goes to everybody. */
  frame: Buffer;
}

/** One connection to the gateway. There are thousands: what it holds is small, and no timer is its own. */
export interface Peer {
  socket: WebSocket;
  /** What the address is counted as. */
  network: string;
  /** What somebody without an account is recognised by; null for who shows another credential and no cookie. */
  guestSecret: string | null;
  actor: Actor;
  /** Milliseconds since 1970: what was decided about its holder before then is no longer about this connection. */
  knownSince: number;
  connectedAt: number;
  /** What it takes of its address's places until it is known whose it is. */
  place: Place | null;
  seat: Seat | null;
  /** It was given all stored events of the meeting after this one, up to `seq`. */
  from: number;
  seq: number;
  /** What comes while something before it is still on its way; null when nothing is. */
  held: HeldEvent[] | null;
  /** How many have something to send before all that is held. */
  holders: number;
  releasing: Promise<void> | null;
  /** Something came from it since it was last asked. */
  isAlive: boolean;
  frames: FrameCount;
  /** Frames that wait for the one before them, null for one that is no text; null when none is being handled. */
  waiting: (Buffer | null)[] | null;
  hasSent: boolean;
  isClosing: boolean;
}

/** Bytes that may wait to be read by the other side; whoever lets more gather is dropped. */
const maxBuffered = 1024 * 1024;

/** Sends what was serialized once for all; drops whoever does not keep up. */
export function sendText(peer: Peer, text: string | Buffer): void {
  const { socket } = peer;
  if (peer.isClosing || socket.readyState !== socket.OPEN) return;
  socket.send(text, { binary: false });
  if (socket.bufferedAmount > maxBuffered) drop(peer);
}

export function sendFrame(peer: Peer, frame: Record<string, unknown>): void {
  sendText(peer, JSON.stringify(frame));
}

/** Says why, and takes nothing more from it; ws ends the connection when the other side does not answer. */
export function closePeer(peer: Peer, code: number, reason: string): void {
  if (peer.isClosing) return;
  peer.isClosing = true;
  peer.held = null;
  peer.socket.close(code, reason);
}

/** The reason stands behind all that waits; the other side has so long to get there. */
function drop(peer: Peer): void {
  closePeer(peer, closeCodes.tooSlow, 'You read too slowly.');
}

/** It is known now who holds a socket, or it has closed: it no longer takes a stranger's place. */
export function freePlace(peer: Peer): void {
  peer.place?.free();
  peer.place = null;
}
