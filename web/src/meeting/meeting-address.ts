/** What the address of a join page says, besides the meeting. */
export interface MeetingAddress {
  meetingId: string;
  /** Of an invitation for one use. */
  inviteToken?: string;
  /** The name that the invitation's maker chose. */
  name?: string;
  /** Makes its holder a host. */
  adminToken?: string;
}

type Where = Pick<Location, 'search' | 'hash'>;
type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (meetingId: string) => `plenum.host.${meetingId}`;

/**
 * Reads the address. The admin token stands behind the `#`, which no server sees; it is kept for this window, so that
 * loading the page again, then without it, leaves a host a host.
 */
export function readAddress(meetingId: string, { search, hash }: Where, memory: Memory): MeetingAddress {
  const query = new URLSearchParams(search);
  const inviteToken = query.get('invite') ?? undefined;
  const name = query.get('name') ?? undefined;
  const adminToken =
    new URLSearchParams(hash.slice(1)).get('admin') ?? quietly(() => memory.getItem(keyOf(meetingId))) ?? undefined;
  if (adminToken) quietly(() => memory.setItem(keyOf(meetingId), adminToken));
  return {
    meetingId,
    ...(inviteToken ? { inviteToken } : {}),
    ...(name ? { name } : {}),
    ...(adminToken ? { adminToken } : {}),
  };
}

/** Forgets an admin token that does not hold. */
export function forgetAdminToken(meetingId: string, memory: Memory): void {
  quietly(() => memory.removeItem(keyOf(meetingId)));
}

/** Browsers may forbid storage; the address alone has to do then. */
function quietly<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null;
  }
}
