import { meetingOfRoom } from '../../contracts/meetings.ts';
import type { FrameData } from '../../contracts/realtime-frames.ts';
import { AppError, forbidden, invalidField } from '../../core/errors.ts';
import { hashSecret } from '../../core/hash-secret.ts';
import {
  findBreakoutOf,
  type Joined,
  joinMeeting,
  type JoinWish,
  readVisitor,
  type Visitor,
  type Waiting,
} from '../../modules/meetings/index.ts';
import { sendFirst } from '../events/give-event.ts';
import { sendMissed } from '../events/send-missed.ts';
import type { Gateway } from '../gateway.ts';
import { freePlace, type Hall, type Peer, type Seat, sendFrame } from '../sockets/peer.ts';
import { giveUpSeat, moveTo } from '../sockets/seats.ts';

type JoinFrame = Pick<FrameData<'join-meeting'>, 'meetingId' | 'name' | 'adminToken' | 'inviteToken'>;

/** Joins as POST join does, by what the socket and the frame show, and says so as `joined` or `waiting-room:waiting`. */
export async function joinBySocket(gateway: Gateway, peer: Peer, frame: JoinFrame): Promise<object> {
  const answer = await takeSeat(gateway, peer, frame, async (given) => sendGreeting(peer, given));
  if (answer.status === 'waiting') return { status: 'waiting', waitingId: answer.waitingId };
  return { status: 'joined', participantId: answer.participantId };
}

/**
 * Takes a seat in the meeting, or before its door. All events from then on are this socket's: they follow what `greet`
 * sends.
 */
export async function takeSeat(
  gateway: Gateway,
  peer: Peer,
  frame: JoinFrame,
  greet: (answer: Joined | Waiting) => Promise<void>,
): Promise<Joined | Waiting> {
  const { hub, mint, deps, stays } = gateway;
  requireFree(peer, frame.meetingId);
  const wish = wishOf(peer, frame);
  const hall = await hub.enter(frame.meetingId);
  let isSeated = false;
  try {
    const { lastSeq } = hall.feed;
    const answer = await joinMeeting(deps.meetings, hall.meetingId, await visitorOf(gateway, peer), wish);
    await sendFirst(mint, peer, async () => {
      await moveTo(gateway, peer, { ...seatFor(hall, answer, wish, peer), roleSeq: lastSeq, breakoutId: await readBreakout(gateway, hall, answer) });
      isSeated = true;
      if (answer.status === 'joined') await stays.open(peer);
      peer.from = lastSeq;
      peer.seq = lastSeq;
      await greet(answer);
      await sendMissed(deps.meetings.db, mint, peer, peer.seq, hall.feed.lastSeq);
    });
    if (answer.status === 'joined') freePlace(peer);
    return answer;
  } catch (error) {
    if (isSeated) await giveUpSeat(gateway, peer);
    else hub.leave(hall);
    throw error;
  }
}

/** One meeting at a time; the same one again is fine. */
function requireFree({ seat, actor }: Peer, meetingId: string): void {
  if (actor.kind === 'participant' && meetingOfRoom(actor.roomId) !== meetingId) throw forbidden('Your token is for another meeting.');
  if (seat !== null && seat.hall.meetingId !== meetingId) throw new AppError('conflict', 'Leave the other meeting first.');
}

async function visitorOf({ deps }: Gateway, { actor, guestSecret, seat }: Peer): Promise<Visitor> {
  const visitor = await readVisitor(deps.meetings.rooms, { actor, bearer: null, guestCookie: guestSecret });
  const { hall, person, waiting } = seat ?? {};
  const here = hall && person ? { workspaceId: hall.workspaceId, roomId: hall.meetingId, identity: person.participantId, role: person.role } : null;
  const holder = here ?? (actor.kind === 'participant' ? actor : null);
  return {
    ...visitor,
    holder: holder && { workspaceId: holder.workspaceId, roomId: holder.roomId, identity: holder.identity, role: holder.role, isWithdrawn: false },
    waitingTokenHash: waiting?.tokenHash ?? null,
  };
}

/** Whoever has a token has a name already. */
function wishOf({ actor, seat }: Peer, { name, adminToken, inviteToken }: JoinFrame): JoinWish {
  const known = seat?.person?.name ?? (actor.kind === 'participant' && actor.name !== '' ? actor.name : undefined);
  const called = name ?? known;
  if (called === undefined) throw invalidField('/data/name', 'is required');
  return {
    name: called,
    ...(adminToken === undefined ? {} : { adminToken }),
    ...(inviteToken === undefined ? {} : { inviteToken }),
  };
}

/** Whoever comes by another socket may be in a breakout already. */
async function readBreakout({ deps }: Gateway, { meetingId }: Hall, answer: Joined | Waiting): Promise<string | null> {
  return answer.status === 'joined' ? findBreakoutOf(deps.meetings.db, meetingId, answer.participantId) : null;
}

function seatFor(hall: Hall, answer: Joined | Waiting, { name }: JoinWish, { seat }: Peer): Omit<Seat, 'breakoutId' | 'roleSeq'> {
  if (answer.status === 'waiting') {
    const waiting = { waitingId: answer.waitingId, tokenHash: hashSecret(answer.waitingToken) };
    return { hall, person: null, waiting, stayId: null };
  }
  const { participantId, role, isAdmin: isHost } = answer;
  const person = { participantId, name, role, isHost };
  const isSame = seat?.person?.participantId === participantId;
  return { hall, person, waiting: null, stayId: isSame ? seat.stayId : null };
}

function sendGreeting(peer: Peer, answer: Joined | Waiting): void {
  if (answer.status === 'waiting') {
    const { waitingId, waitingToken } = answer;
    const data = { message: 'Wait until the host lets you in.', waitingId, waitingToken };
    return sendFrame(peer, { type: 'waiting-room:waiting', data });
  }
  const { status: _, settings, ...data } = answer;
  const { muteOnJoin, videoOffOnJoin } = settings;
  const seq = peer.from;
  sendFrame(peer, { type: 'joined', data: { ...data, settings, muteOnJoin, videoOffOnJoin, seq } });
}
