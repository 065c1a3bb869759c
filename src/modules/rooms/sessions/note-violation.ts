import type { Role } from '../../../contracts/roles.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { applyOverrides } from '../apply-overrides.ts';
import { findOverrides } from '../repository.ts';
import type { ParticipantEvidence, RoomEvidence } from './evidence.ts';
import { pendingEnforcements } from './tables.ts';

/**
 * Notes it when somebody is in a room with a token that was overruled since it was issued: they are to be put out, or
 * to get the role that was decided. Written with the news of their coming, so that no crash lets them stay.
 */
export async function noteViolation(tx: Transaction, room: RoomEvidence, participant: ParticipantEvidence): Promise<void> {
  const { tokenIssuedAt, sid: participantSid, identity, view } = participant;
  if (tokenIssuedAt === null) return;
  const { workspaceId, roomId } = room;
  const overrides = await findOverrides(tx, { workspaceId, roomId }, identity);
  if (overrides.length === 0) return;
  const present = roleOf(view.metadata);
  const decided = applyOverrides(overrides, tokenIssuedAt, present);
  if (decided === present) return;
  await tx
    .insert(pendingEnforcements)
    .values({ participantSid, workspaceId, roomId, identity, role: decided })
    .onConflictDoUpdate({ target: pendingEnforcements.participantSid, set: { role: decided } });
}

/** The role that a participant's metadata shows; it tells only whether LiveKit has heard of a change. */
function roleOf(metadata: string): Role {
  try {
    return JSON.parse(metadata).role ?? 'viewer';
  } catch {
    return 'viewer';
  }
}
