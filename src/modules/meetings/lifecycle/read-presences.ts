import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Presence } from '../../billing/index.ts';
import { findMeetingStays } from '../../rooms/index.ts';
import { gatewayProcesses, gatewayStays, type Meeting } from '../tables.ts';

/** LiveKit is asked who is there, and each process of the gateway gives a sign of life, so often or more. */
export const unseenSeconds = 15;

/**
 * When everybody was in a meeting: in LiveKit, in the main room or a breakout, or on the gateway. Who is there, until
 * `now`; unless there was no evidence of it for 15 s: then until the last.
 */
export async function readPresences(tx: Transaction, { id: meetingId, workspaceId }: Meeting, now: Date): Promise<Presence[]> {
  const media = await findMeetingStays(tx, { workspaceId, meetingId });
  const sockets = await tx
    .select({ identity: gatewayStays.participantId, joinedAt: gatewayStays.joinedAt, leftAt: gatewayStays.leftAt, seenAt: gatewayProcesses.seenAt })
    .from(gatewayStays)
    .leftJoin(gatewayProcesses, eq(gatewayProcesses.id, gatewayStays.processId))
    .where(eq(gatewayStays.meetingId, meetingId));
  return [...media, ...sockets].map(({ identity, joinedAt, leftAt, seenAt }) => {
    return { identity, joinedAt, leftAt: leftAt ?? lastSeen(joinedAt, seenAt, now) };
  });
}

function lastSeen(joinedAt: Date, seenAt: Date | null, now: Date): Date {
  if (seenAt === null || now.getTime() - seenAt.getTime() <= unseenSeconds * 1_000) return now;
  return seenAt < joinedAt ? joinedAt : seenAt;
}
