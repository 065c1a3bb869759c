import type { Role } from '../../contracts/roles.ts';
import type { findOverrides } from './repository.ts';

type Override = Awaited<ReturnType<typeof findOverrides>>[number];

/** What a token is worth now: null when its holder is out, else the role that they have. */
export function applyOverrides(overrides: Override[], issuedAt: number, role: Role): Role | null {
  if (overrides.some(({ outBefore }) => outBefore !== null && issuedAt <= outBefore)) return null;
  const changed = overrides.find(({ roleBefore }) => roleBefore !== null && issuedAt <= roleBefore);
  return changed?.role ?? role;
}
