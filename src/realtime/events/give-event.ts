import type { MeetingEvent, MeetingEventType } from '../../contracts/realtime.ts';
import type { Role } from '../../contracts/roles.ts';
import { breakoutAfter } from '../../modules/meetings/index.ts';
import { closeCodes } from '../sockets/close-codes.ts';
import { closePeer, type HeldEvent, type Peer, sendText } from '../sockets/peer.ts';
import { isFor } from './audience.ts';

/** Makes what only this one person gets with an event, such as a token for LiveKit; null when nothing is added. */
export type Mint = (peer: Peer, event: MeetingEvent) => Promise<Record<string, unknown> | null>;

/** Tokens are made at the socket: they are never stored with an event, nor sent from process to process. */
const minted = new Set<MeetingEventType>(['breakout:assigned', 'waiting-room:admitted']);

/** Whoever lets more gather is dropped, like one who does not read. */
const maxHeld = 2_000;

/** An event as it goes to everybody whom it is for, serialized once. */
export function toFrame({ type, seq, data }: MeetingEvent): Buffer {
  return Buffer.from(JSON.stringify(seq === undefined ? { type, data } : { type, seq, data }));
}

/** Gives one event to one person, after all that is held for them, when it is for them and they have not had it. */
export function giveEvent(mint: Mint, peer: Peer, event: MeetingEvent, frame: Buffer): void {
  if (peer.held !== null) return hold(peer, { event, frame });
  if (!minted.has(event.type)) return deliver(peer, event, frame);
  peer.held = [{ event, frame }];
  void release(mint, peer);
}

function hold(peer: Peer, held: HeldEvent): void {
  if ((peer.held?.push(held) ?? 0) > maxHeld) closePeer(peer, closeCodes.tooSlow, 'Too many events are waiting for you.');
}

/** Sends what was held, unless somebody else has something to send before. */
export async function release(mint: Mint, peer: Peer): Promise<void> {
  if (peer.holders > 0 || peer.releasing !== null) return;
  peer.releasing = releaseAll(mint, peer).finally(() => {
    peer.releasing = null;
  });
  await peer.releasing;
}

async function releaseAll(mint: Mint, peer: Peer): Promise<void> {
  while (peer.holders === 0 && peer.held !== null) {
    const next = peer.held.shift();
    if (next) await deliverMinted(mint, peer, next.event, next.frame);
    else peer.held = null;
  }
}

/** Holds what comes, and runs `send` when all before it is sent; then what was held follows. */
export async function sendFirst<T>(mint: Mint, peer: Peer, send: () => Promise<T>): Promise<T> {
  peer.held ??= [];
  peer.holders += 1;
  try {
    await peer.releasing;
    return await send();
  } finally {
    peer.holders -= 1;
    await release(mint, peer);
  }
}

/** Sends an event with what is made for this person alone. */
export async function deliverMinted(mint: Mint, peer: Peer, event: MeetingEvent, frame: Buffer): Promise<void> {
  const own = minted.has(event.type) && isDue(peer, event) ? await mint(peer, event).catch(() => null) : null;
  deliver(peer, event, own === null ? frame : toFrame({ ...event, data: { ...event.data, ...own } }));
}

function isDue({ seat, seq, isClosing }: Peer, event: MeetingEvent): boolean {
  return !isClosing && seat !== null && (event.seq === undefined || event.seq > seq) && isFor(seat, event);
}

function deliver(peer: Peer, event: MeetingEvent, frame: Buffer): void {
  if (event.type.startsWith('breakout:')) moveSeat(peer, event);
  if (event.type === 'participant:updated') takeRole(peer, event);
  const isTheirs = isDue(peer, event);
  if (event.seq !== undefined && event.seq > peer.seq) peer.seq = event.seq;
  if (!isTheirs) return;
  sendText(peer, frame);
  follow(peer, event);
}

/** Remembers in which breakout somebody is, which says what else is for them. */
function moveSeat({ seat, seq }: Peer, event: MeetingEvent): void {
  if (seat === null || seat.person === null || (event.seq !== undefined && event.seq <= seq)) return;
  seat.breakoutId = breakoutAfter(seat.breakoutId, seat.person.participantId, event);
}

/** Somebody whose role was changed may do what it allows at once; a change that is told again is none. */
function takeRole({ seat }: Peer, { seq = 0, data }: MeetingEvent): void {
  const role = data['role'] as Role | undefined;
  if (!seat?.person || role === undefined || data['participantId'] !== seat.person.participantId || seq <= seat.roleSeq) return;
  seat.roleSeq = seq;
  seat.person = { ...seat.person, role, isHost: role === 'host' };
}

/** What an event means for the socket itself. */
function follow(peer: Peer, { type, data }: MeetingEvent): void {
  if (type === 'admin:kick') closePeer(peer, closeCodes.removed, 'You were removed from the meeting.');
  if (type === 'participant:left' && isOfStay(peer, data['stayIds'])) closePeer(peer, closeCodes.left, 'You left the meeting by another connection.');
  if (type === 'meeting:ended') closePeer(peer, closeCodes.ended, 'The meeting has ended.');
}

/** Whether it is among those that its person has ended by another socket. */
function isOfStay({ seat }: Peer, stayIds: unknown): boolean {
  return Array.isArray(stayIds) && stayIds.includes(seat?.stayId);
}
