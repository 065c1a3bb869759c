import type { FastifyRequest } from 'fastify';
import type { ErrorCode } from '../core/error-catalogue.ts';

/** The kinds of caller that a route can name; see "Who is calling" in the API reference. */
export type Caller = 'anyone' | 'key' | 'session' | 'admin' | 'host' | 'moderator' | 'participant';

export const scopes = [
  'tokens:write',
  'rooms:read',
  'rooms:write',
  'recordings:read',
  'recordings:write',
  'streams:read',
  'streams:write',
  'transcriptions:read',
  'transcriptions:write',
  'meetings:read',
  'meetings:write',
  'audit:read',
  'webhooks:read',
  'webhooks:write',
  'ingress:read',
  'ingress:write',
  'billing:read',
  'billing:write',
  'keys:read',
  'keys:write',
  'admin:read',
  'admin:write',
] as const;
export type Scope = (typeof scopes)[number];

/** Who may call a route and how it is treated; stands in the route's `config` and shows in the OpenAPI document. */
export interface Access {
  /** Where a key may, a session may; a session of its own is meant where only that is named. */
  by: readonly Caller[];
  /** What an API key must hold. */
  scope?: Scope;
  /** Takes `Idempotency-Key`. */
  idempotent?: true;
  /** What the route changes, for the audit log: `<thing>.<verb>`. */
  audit?: string;
  /** Neither limited nor authenticated: probes, metrics, static files and signed webhooks. */
  exempt?: true;
  /**
   * Names the signed link that a request shows, once its seal was checked. Its calls are counted for themselves, as a
   * participant's are: whoever plays a file asks for many parts of it.
   */
  linkOf?: (request: FastifyRequest) => string | null;
  /** Counted by address under this limit, instead of the one that the caller has otherwise. */
  limit?: 'login' | 'reset' | 'guest';
  /** Errors of the route's own, besides those that follow from the fields above. */
  errors?: readonly ErrorCode[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}
