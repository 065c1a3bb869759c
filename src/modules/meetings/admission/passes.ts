import { and, eq, isNull, sql } from 'drizzle-orm';
import { AppError, forbidden } from '../../../core/errors.ts';
import { hashSecret } from '../../../core/hash-secret.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { isAdminToken } from '../hosts/admin-token.ts';
import { type Meeting, meetingInvites } from '../tables.ts';

/** What lets somebody past a lock and the waiting room. */
export type Pass = 'host' | 'invite' | null;

/** What somebody brings. */
export interface Tokens {
  /** null: none, as some clients say it. */
  adminToken?: string | null;
  inviteToken?: string | null;
}

/**
 * Checks what somebody brings, and uses up an invite, which is theirs from then on: only they may show it again. Throws
 * a 403 for what is wrong or was used by another.
 */
export async function takePass(tx: Transaction, meeting: Meeting, participantId: string, tokens: Tokens): Promise<Pass> {
  const { adminToken = null, inviteToken = null } = tokens;
  if (adminToken !== null) {
    if (!isAdminToken(meeting, adminToken)) throw forbidden('This admin token is not the one of this meeting.');
    return 'host';
  }
  if (inviteToken === null) return null;
  const isTheirs = await useInvite(tx, meeting.id, hashSecret(inviteToken), participantId);
  if (!isTheirs) throw new AppError('invalid-invite', 'This invite does not exist or has been used.');
  return 'invite';
}

async function useInvite(tx: Transaction, meetingId: string, tokenHash: string, participantId: string): Promise<boolean> {
  const isInvite = and(eq(meetingInvites.tokenHash, tokenHash), eq(meetingInvites.meetingId, meetingId));
  const [used] = await tx
    .update(meetingInvites)
    .set({ usedAt: sql`now()`, usedBy: participantId })
    .where(and(isInvite, isNull(meetingInvites.usedAt)))
    .returning({ tokenHash: meetingInvites.tokenHash });
  if (used) return true;
  const [earlier] = await tx.select({ usedBy: meetingInvites.usedBy }).from(meetingInvites).where(isInvite);
  return earlier?.usedBy === participantId;
}
