import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { findMeetingStays } from '../../rooms/index.ts';
import type { Tell } from '../events/change-meeting.ts';
import { holdSeconds } from '../admission/seats.ts';
import { findPerson, isPresent, type PersonWithSeat, updatePerson } from '../people/repository.ts';
import { gatewayStays, type Meeting, meetingPeople, meetings } from '../tables.ts';

/** How somebody is when they have just come back, or are not there: nothing of theirs is heard or seen. */
const silent = { isMuted: true, isVideoOff: true, isScreenSharing: false, isHandRaised: false };

interface Stay {
  joinedAt: Date;
  leftAt: Date | null;
}

/**
 * Finds out of their stays in LiveKit and on the gateway who of some people is in a meeting, frees or holds their seats,
 * and tells who came and left. The transaction must hold the meeting's row.
 */
export async function refreshPresence(tx: Transaction, meeting: Meeting, tell: Tell, participantIds: readonly string[]): Promise<void> {
  let hasChanged = false;
  for (const participantId of new Set(participantIds)) {
    const person = await findPerson(tx, meeting.id, participantId);
    if (person && (await refreshPerson(tx, meeting, tell, person))) hasChanged = true;
  }
  if (hasChanged) await noteEmptiness(tx, meeting);
}

/** @returns whether they came or left, or have been there without that anybody noticed. */
async function refreshPerson(tx: Transaction, meeting: Meeting, tell: Tell, person: PersonWithSeat): Promise<boolean> {
  const isAdmitted = person.state === 'admitted' && meeting.status === 'active';
  const stays = isAdmitted ? await findStays(tx, meeting, person.participantId) : [];
  const presentSince = earliest(stays.filter(({ leftAt }) => leftAt === null));
  const wasThere = person.presentSince !== null;
  const isThere = presentSince !== null;
  const heldUntil = isAdmitted ? stillHeld(person, stays) : null;
  const seatUntil = isThere ? sql`'infinity'::timestamptz` : heldUntil;
  const since = wasThere && isThere ? person.presentSince : presentSince;
  const change = { presentSince: since, heldUntil, seatUntil, ...(isThere ? {} : silent) };
  const refreshed = await updatePerson(tx, person, change);
  if (isThere && !wasThere) tell(joined(refreshed));
  if (wasThere && !isThere && meeting.status === 'active') tell(left(refreshed));
  const hasPassed = !isThere && stays.length > 0 && meeting.emptySince === null;
  return wasThere !== isThere || hasPassed;
}

/** The seat that a join holds is theirs until they come: from then on they have it by being there. */
function stillHeld({ heldUntil }: PersonWithSeat, stays: readonly Stay[]): Date | null {
  if (heldUntil === null) return null;
  const heldSince = heldUntil.getTime() - holdSeconds * 1_000;
  return stays.some(({ joinedAt }) => joinedAt.getTime() >= heldSince) ? null : heldUntil;
}

async function findStays(tx: Transaction, { id: meetingId, workspaceId }: Meeting, participantId: string): Promise<Stay[]> {
  const { joinedAt, leftAt } = gatewayStays;
  const isTheirs = and(eq(gatewayStays.meetingId, meetingId), eq(gatewayStays.participantId, participantId));
  const [inLivekit, onGateway] = await Promise.all([
    findMeetingStays(tx, { workspaceId, meetingId, identity: participantId }),
    tx.select({ joinedAt, leftAt }).from(gatewayStays).where(isTheirs).orderBy(asc(joinedAt)),
  ]);
  return [...inLivekit, ...onGateway];
}

function earliest(stays: readonly Stay[]): Date | null {
  const times = stays.map(({ joinedAt }) => joinedAt.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** Takes people who were put out for absent at once, whatever LiveKit still says. Their state tells it already. */
export async function leaveAtOnce(tx: Transaction, meeting: Meeting, tell: Tell, participantId: string): Promise<void> {
  const isTheirs = and(eq(gatewayStays.meetingId, meeting.id), eq(gatewayStays.participantId, participantId));
  await tx.update(gatewayStays).set({ leftAt: sql`now()` }).where(and(isTheirs, sql`${gatewayStays.leftAt} is null`));
  await refreshPresence(tx, meeting, tell, [participantId]);
}

/** Writes since when nobody is in a meeting. */
async function noteEmptiness(tx: Transaction, { id }: Meeting): Promise<void> {
  const [present] = await tx.select({ count: count() }).from(meetingPeople).where(and(eq(meetingPeople.meetingId, id), isPresent));
  const isEmpty = present?.count === 0;
  const emptySince = isEmpty ? sql`coalesce(${meetings.emptySince}, now())` : null;
  await tx.update(meetings).set({ emptySince, emptyMs: 0, emptyCheckedAt: null }).where(eq(meetings.id, id));
}

function joined({ participantId, name, isMuted, isVideoOff, role }: PersonWithSeat) {
  const data = { participantId, name, isMuted, isVideoOff, isAdmin: role === 'host' };
  return { type: 'participant:joined', audience: 'everybody', data } as const;
}

function left({ participantId, name }: PersonWithSeat) {
  return { type: 'participant:left', audience: 'everybody', data: { participantId, name } } as const;
}
