import type { ParticipantActor } from '../../http/actor.ts';
import { applyOverrides } from './apply-overrides.ts';
import type { RoomsDeps } from './deps.ts';
import { findOverrides } from './repository.ts';

/**
 * Recognises a person by a LiveKit access token that this server issued, in the role that they have now.
 * Null when the token is not ours, has expired, or its holder was removed or the room deleted since.
 */
export async function authenticateParticipant(
  deps: Pick<RoomsDeps, 'db' | 'accessTokens'>,
  token: string,
): Promise<ParticipantActor | null> {
  const verified = await deps.accessTokens.verify(token);
  if (!verified) return null;
  const { workspaceId, roomId, identity, name, metadata, issuedAt, expiresAt } = verified;
  const overrides = await findOverrides(deps.db, { workspaceId, roomId }, identity);
  const role = applyOverrides(overrides, issuedAt, verified.role);
  if (!role) return null;
  const ttlSeconds = Math.round((expiresAt - issuedAt) / 1000);
  return { kind: 'participant', workspaceId, roomId, identity, role, name, metadata, ttlSeconds };
}
