import { hashSecret } from '../../../core/hash-secret.ts';
import type { Actor } from '../../../http/actor.ts';
import { recogniseHolder, type RoomsDeps, type TokenHolder } from '../../rooms/index.ts';

/** What somebody shows at the door of a meeting, by which they may be recognised. */
export interface Visitor {
  /** `account:<id>` or `key:<id>`. */
  principal: string | null;
  /** `guest:<SHA-256 of their cookie>`. */
  guest: string | null;
  /** They were given the cookie just now: nobody can be known by it. */
  isNewGuest: boolean;
  holder: TokenHolder | null;
  waitingTokenHash: string | null;
}

/** What may tell who somebody is. `bearer` is the credential that they sent as such, of whatever kind. */
interface Shown {
  actor: Actor;
  bearer: string | null;
  guestCookie: string | null;
  isNewGuest?: boolean;
}

/** 100 random bits or more; an access token is far longer. */
const waitingTokenPattern = /^wt_[\w-]{20,64}$/;

/** Reads what somebody shows. What is wrong or has expired is as good as nothing. */
export async function readVisitor(rooms: Pick<RoomsDeps, 'db' | 'accessTokens'>, shown: Shown): Promise<Visitor> {
  const { actor, bearer, guestCookie, isNewGuest = false } = shown;
  const isWaitingToken = bearer !== null && waitingTokenPattern.test(bearer);
  const isAccessToken = bearer !== null && !isWaitingToken && !bearer.startsWith('mk_');
  return {
    principal: principalOf(actor),
    guest: guestCookie === null ? null : `guest:${hashSecret(guestCookie)}`,
    isNewGuest,
    holder: isAccessToken ? await recogniseHolder(rooms, bearer) : null,
    waitingTokenHash: isWaitingToken ? hashSecret(bearer) : null,
  };
}

function principalOf(actor: Actor): string | null {
  if (actor.kind === 'session') return `account:${actor.accountId}`;
  return actor.kind === 'key' ? `key:${actor.keyId}` : null;
}
