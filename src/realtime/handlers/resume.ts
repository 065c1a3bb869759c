import type { FrameData } from '../../contracts/realtime-frames.ts';
import { forbidden } from '../../core/errors.ts';
import { findBreakoutAt, readFirstSeq } from '../../modules/meetings/index.ts';
import { sendFirst } from '../events/give-event.ts';
import { sendMissed } from '../events/send-missed.ts';
import type { Gateway } from '../gateway.ts';
import { type Peer, sendFrame } from '../sockets/peer.ts';
import { takeSeat } from './join.ts';

/** Whoever missed more reads afresh. */
const maxMissed = 10_000;

/**
 * Sends what somebody missed of a meeting after the event that they saw last, and then `resumed`. A participant token
 * alone is enough: it takes the seat of its person again.
 */
export async function resumeBySocket(gateway: Gateway, peer: Peer, { meetingId, since }: FrameData<'resume'>): Promise<object> {
  const { seat, actor } = peer;
  if (seat === null && actor.kind === 'participant') {
    let resumed = {};
    await takeSeat(gateway, peer, { meetingId }, async () => {
      resumed = await sendSince(gateway, peer, since);
    });
    return resumed;
  }
  if (seat?.hall.meetingId !== meetingId) throw forbidden('Join this meeting first.');
  return sendFirst(gateway.mint, peer, () => sendSince(gateway, peer, since));
}

async function sendSince(gateway: Gateway, peer: Peer, since: number): Promise<object> {
  const hall = peer.seat?.hall;
  if (!hall) return {};
  // Another process may have told them more than this one has heard of yet.
  if (since > hall.feed.lastSeq) await gateway.hub.catchUp(hall);
  const { lastSeq } = hall.feed;
  const complete = since <= lastSeq && lastSeq - since <= maxMissed && (await isKept(gateway, hall.meetingId, since, lastSeq));
  if (complete) {
    // What this socket was given since it is here was not missed; but who asks for just that is given it again.
    const to = since < peer.from ? peer.from : lastSeq;
    await sendAgain(gateway, peer, since, to);
    peer.from = Math.min(peer.from, since);
  }
  const data = { meetingId: hall.meetingId, seq: complete ? peer.seq : lastSeq, complete };
  sendFrame(peer, { type: 'resumed', data });
  return data;
}

/** Sends what was told after one event up to another, to whoever they were then. */
async function sendAgain({ deps, mint }: Gateway, peer: Peer, since: number, to: number): Promise<void> {
  const { seat, seq: given } = peer;
  if (!seat) return;
  const { db } = deps.meetings;
  const { breakoutId } = seat;
  if (seat.person) seat.breakoutId = await findBreakoutAt(db, seat.hall.meetingId, seat.person.participantId, since);
  await sendMissed(db, mint, peer, since, to);
  peer.seq = Math.max(given, to);
  if (given > to) seat.breakoutId = breakoutId;
}

/** Whether all events after a number are there still. */
async function isKept({ deps }: Gateway, meetingId: string, since: number, lastSeq: number): Promise<boolean> {
  if (since === lastSeq) return true;
  const first = await readFirstSeq(deps.meetings.db, meetingId);
  return first !== null && since + 1 >= first;
}
