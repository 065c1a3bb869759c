import { AppError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import { findPerson, type Person } from '../people/repository.ts';
import type { Meeting } from '../tables.ts';
import { admitPerson } from './admit-person.ts';
import { answerJoin, type Joined } from './join-answer.ts';
import { type Pass, takePass, type Tokens } from './passes.ts';
import { recognise } from './recognise.ts';
import { requireActive } from '../lifecycle/require-active.ts';
import { requireWelcome } from './refusals.ts';
import { requireSeat } from './seats.ts';
import type { Visitor } from './visitor.ts';
import { putInWaitingRoom, type Waiting } from './waiting-room.ts';

/** What somebody asks for who comes to a meeting. */
export interface JoinWish extends Tokens {
  name: string;
}

type Entry = { kind: 'joined'; person: Person; meeting: Meeting } | { kind: 'waiting'; waiting: Waiting };

/**
 * Lets somebody into a meeting, or has them wait. All is decided while nobody else changes the meeting, so that it never
 * has more people than seats; the LiveKit token is made after that, of what was decided.
 *
 * Throws, in this order: 404, 410 over, 409 not started, 402 for one that was scheduled and cannot be paid, 403 kicked or
 * denied, 403 wrong token, 403 locked, 409 full.
 */
export async function joinMeeting(deps: MeetingsDeps, meetingId: string, visitor: Visitor, wish: JoinWish): Promise<Joined | Waiting> {
  const entry = await changeMeeting<Entry>(deps, { meetingId }, (tx, meeting, tell) => enter(tx, deps, meeting, tell, visitor, wish));
  return entry.kind === 'waiting' ? entry.waiting : answerJoin(deps, entry.meeting, entry.person);
}

async function enter(
  tx: Transaction,
  deps: MeetingsDeps,
  found: Meeting,
  tell: Tell,
  visitor: Visitor,
  wish: JoinWish,
): Promise<Entry> {
  const meeting = await requireActive(tx, found, deps);
  const { person, holder, everybody } = await recognise(tx, meeting, visitor);
  requireWelcome(everybody);
  const participantId = person?.participantId ?? holder?.identity ?? newId('pt');
  const isHost = holder?.role === 'host';
  const pass = (await takePass(tx, meeting, participantId, wish)) ?? (isHost && person === null ? 'host' : null);
  const newcomer = { participantId, name: wish.name, role: holder?.role ?? 'participant', visitor, person };
  // Somebody who was never here but holds a token has it because a key asked for it.
  const isLetIn = pass !== null || (holder !== null && person === null) || person?.state === 'admitted';
  const mustWait = meeting.hasWaitingRoom && !isLetIn;
  const isInside = person?.state === 'admitted' && person.hasSeat;
  const isAtDoor = mustWait && person?.state === 'waiting';
  requireUnlocked(meeting, pass, isInside || isAtDoor || isHost);
  if (mustWait) return { kind: 'waiting', waiting: await putInWaitingRoom(tx, deps, meeting, tell, newcomer) };
  await requireSeat(tx, meeting, person);
  return { kind: 'joined', meeting, person: await admitPerson(tx, meeting, tell, newcomer, pass) };
}

/** Who is in a meeting already, or at its door, may come back there, and hosts always. */
function requireUnlocked({ isLocked }: Meeting, pass: Pass, isExempt: boolean): void {
  if (isLocked && pass === null && !isExempt) throw new AppError('meeting-locked', 'The host has locked this meeting.');
}

/** What somebody who was let in is told: once more, with a new token and for another 60 s. A 409 when their seat is gone. */
export async function joinAgain(deps: MeetingsDeps, meetingId: string, participantId: string): Promise<Joined> {
  const { person, meeting } = await changeMeeting(deps, { meetingId }, async (tx, found, tell) => {
    const current = await requireActive(tx, found, deps);
    const known = await findPerson(tx, meetingId, participantId);
    if (known?.state !== 'admitted') {
      requireWelcome(known ? [known] : []);
      throw new AppError('conflict', 'They were not let in yet.');
    }
    requireUnlocked(current, null, known.hasSeat);
    await requireSeat(tx, current, known);
    const newcomer = { participantId, name: known.name, role: known.role, visitor: null, person: known };
    return { meeting: current, person: await admitPerson(tx, current, tell, newcomer, null) };
  });
  return answerJoin(deps, meeting, person);
}
