import { AppError, forbidden, invalidField } from '../../../core/errors.ts';
import type { KeyActor, SessionActor } from '../../../http/actor.ts';

/** What a new key may do, and until when; null is everything, and for ever. */
export interface Powers {
  scopes: string[] | null;
  expiresAt: Date | null;
}

/**
 * What a caller gets who asks for a key: what they ask for, or else their own powers. Throws a 403 for what they may not
 * do themselves, so that no key makes a wider one.
 */
export function narrow(caller: KeyActor | SessionActor, wanted: { scopes?: string[]; expiresAt?: Date }): Powers {
  const own = caller.kind === 'key' ? caller : { scopes: null, expiresAt: null };
  return { scopes: narrowScopes(own.scopes, wanted.scopes), expiresAt: narrowEnd(own.expiresAt, wanted.expiresAt) };
}

function narrowScopes(own: readonly string[] | null, wanted: string[] | undefined): string[] | null {
  if (wanted === undefined) return own && [...own];
  const beyond = own === null ? undefined : wanted.find((scope) => !own.includes(scope));
  if (beyond !== undefined) throw new AppError('missing-scope', `This API key lacks the scope ${beyond} itself.`);
  return [...new Set(wanted)];
}

function narrowEnd(own: Date | null, wanted: Date | undefined): Date | null {
  if (wanted === undefined) return own;
  if (wanted.getTime() <= Date.now()) throw invalidField('/expiresAt', 'This time is over already.');
  if (own !== null && wanted > own) throw forbidden('This API key ends before that itself.');
  return wanted;
}
