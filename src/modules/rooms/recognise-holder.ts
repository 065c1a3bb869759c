import type { Role } from '../../contracts/roles.ts';
import { applyOverrides } from './apply-overrides.ts';
import type { RoomsDeps } from './deps.ts';
import { findOverrides, type Place } from './repository.ts';

/** Whom a token was issued to, and where. */
export interface TokenHolder extends Place {
  identity: string;
  /** The role that they have now. */
  role: Role;
  /** It lets nobody in any more. */
  isWithdrawn: boolean;
}

/** Tells whom a token was issued to, also when it was withdrawn since; null when it is not ours or has expired. */
export async function recogniseHolder(deps: Pick<RoomsDeps, 'db' | 'accessTokens'>, token: string): Promise<TokenHolder | null> {
  const verified = await deps.accessTokens.verify(token);
  if (!verified) return null;
  const { workspaceId, roomId, identity, issuedAt, role } = verified;
  const overrides = await findOverrides(deps.db, { workspaceId, roomId }, identity);
  const current = applyOverrides(overrides, issuedAt, role);
  return { workspaceId, roomId, identity, role: current ?? role, isWithdrawn: current === null };
}
