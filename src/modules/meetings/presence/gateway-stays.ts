import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import { requireSeat } from '../admission/seats.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting, type Tell } from '../events/change-meeting.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { gatewayProcesses, gatewayStays, type Meeting } from '../tables.ts';
import { refreshPresence } from './refresh-presence.ts';
import { takePart } from './take-part.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout'>;

/** A process of which nothing was heard for so long has died. */
const deadSeconds = 15;

/**
 * Writes that somebody is on the gateway, by a socket of this process. Throws a 410 or 409 when the meeting is not under
 * way, a 403 for who was not let in, a 409 when their seat has gone to somebody else.
 * @param stayId a new one each time that a socket joins; the same again for one that was given up though it lasts.
 */
export async function openGatewayStay(deps: Deps, caller: MeetingCaller, stayId: string, processId: string): Promise<void> {
  await takePart(deps, caller, async (tx, meeting, person, tell) => {
    const { participantId } = person;
    await requireSeat(tx, meeting, person);
    await tx.insert(gatewayProcesses).values({ id: processId, seenAt: sql`now()` }).onConflictDoNothing();
    const stay = { id: stayId, meetingId: meeting.id, participantId, processId, joinedAt: sql`clock_timestamp()` };
    await tx.insert(gatewayStays).values(stay).onConflictDoUpdate({ target: gatewayStays.id, set: { leftAt: null } });
    await refreshPresence(tx, meeting, tell, [participantId]);
  });
}

/** Writes that a socket has closed, or left the meeting. A stay that is not open stays as it is. */
export async function closeGatewayStay(deps: Deps, meetingId: string, stayId: string): Promise<void> {
  await changeMeeting(deps, { meetingId }, async (tx, meeting, tell) => {
    const [closed] = await tx
      .update(gatewayStays)
      .set({ leftAt: sql`greatest(${gatewayStays.joinedAt}, clock_timestamp())` })
      .where(and(eq(gatewayStays.id, stayId), eq(gatewayStays.meetingId, meetingId), isNull(gatewayStays.leftAt)))
      .returning({ participantId: gatewayStays.participantId });
    if (closed) await refreshPresence(tx, meeting, tell, [closed.participantId]);
  });
}

/**
 * A sign of life of a process that holds sockets, to be given every 5 s or more often.
 * @returns whether it was given up meanwhile: its stays were closed, and are to be opened again.
 */
export async function beat({ db }: Pick<MeetingsDeps, 'db'>, processId: string): Promise<boolean> {
  const [row] = await db
    .insert(gatewayProcesses)
    .values({ id: processId, seenAt: sql`now()` })
    .onConflictDoUpdate({ target: gatewayProcesses.id, set: { seenAt: sql`now()` } })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return row?.isNew ?? false;
}

/** Closes what is open of processes that died, at the last time that they were known to live. */
export async function closeStaysOfTheDead(deps: Deps): Promise<void> {
  const isDead = lt(gatewayProcesses.seenAt, sql`now() - ${deadSeconds} * interval '1 second'`);
  const dead = await deps.db.select().from(gatewayProcesses).where(isDead);
  for (const { id: processId } of dead) {
    const isOpen = and(eq(gatewayStays.processId, processId), isNull(gatewayStays.leftAt));
    const open = await deps.db.selectDistinct({ meetingId: gatewayStays.meetingId }).from(gatewayStays).where(isOpen);
    for (const { meetingId } of open) {
      await changeMeeting(deps, { meetingId }, (tx, meeting, tell) => closeStaysOf(tx, meeting, tell, processId));
    }
    // It has come back, or opened another in the meantime.
    const isDone = sql`not exists (select from ${gatewayStays} where ${isOpen})`;
    await deps.db.delete(gatewayProcesses).where(and(eq(gatewayProcesses.id, processId), isDead, isDone));
  }
}

async function closeStaysOf(tx: Transaction, meeting: Meeting, tell: Tell, processId: string): Promise<void> {
  const [process] = await tx.select().from(gatewayProcesses).where(eq(gatewayProcesses.id, processId)).for('update');
  if (!process || Date.now() - process.seenAt.getTime() < deadSeconds * 1_000) return;
  const closed = await tx
    .update(gatewayStays)
    .set({ leftAt: sql`greatest(${gatewayStays.joinedAt}, ${process.seenAt.toISOString()}::timestamptz)` })
    .where(and(eq(gatewayStays.meetingId, meeting.id), eq(gatewayStays.processId, processId), isNull(gatewayStays.leftAt)))
    .returning({ participantId: gatewayStays.participantId });
  await refreshPresence(tx, meeting, tell, closed.map(({ participantId }) => participantId));
}
