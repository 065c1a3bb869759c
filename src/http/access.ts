import type { ErrorCode } from '../core/error-catalogue.ts';

/** The kinds of caller that a route can name; see "Who is calling" in the API reference. */
export type Caller = 'anyone' | 'key' | 'host' | 'moderator' | 'participant';

export const scopes = [
  'tokens:write',
  'rooms:read',
  'rooms:write',
  'recordings:read',
  'recordings:write',
  'audit:read',
  'webhooks:read',
  'webhooks:write',
] as const;
export type Scope = (typeof scopes)[number];

/** Who may call a route and how it is treated; stands in the route's `config` and shows in the OpenAPI document. */
export interface Access {
  by: readonly Caller[];
  /** What an API key must hold. */
  scope?: Scope;
  /** Takes `Idempotency-Key`. */
  idempotent?: true;
  /** What the route changes, for the audit log: `<thing>.<verb>`. */
  audit?: string;
  /** Neither limited nor authenticated: probes, metrics, static files and signed webhooks. */
  exempt?: true;
  /** Errors of the route's own, besides those that follow from the fields above. */
  errors?: readonly ErrorCode[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}
