import type { RouteOptions } from 'fastify';
import { errorCatalogue, type ErrorCode, statusOf } from '../../core/error-catalogue.ts';
import type { Access, Caller } from '../access.ts';

const schemeOf: Partial<Record<Caller, string[]>> = {
  key: ['apiKey', 'session'],
  session: ['session'],
  admin: ['apiKey', 'session'],
  host: ['adminToken', 'participantToken'],
  moderator: ['participantToken'],
  participant: ['participantToken'],
};

/** Adds to a route's schema what follows from its access: who may call it, its scope and every error it can answer. */
export function describeAccess(route: RouteOptions): void {
  const access = route.config?.access;
  if (!access || route.schema?.hide) return;
  const schema = route.schema ?? {};
  // A DELETE may bring one too: it is read, and then ignored.
  const takesBody = !['GET', 'HEAD'].includes(String(route.method));
  route.schema = {
    ...schema,
    security: securityOf(access),
    response: { ...problemResponses(errorsOf(access, takesBody)), ...(schema.response as object | undefined) },
  };
  Object.assign(route.schema, extensionsOf(access));
}

function extensionsOf(access: Access): Record<string, unknown> {
  return {
    'x-callers': access.by,
    ...(access.scope ? { 'x-scope': access.scope } : {}),
    ...(access.idempotent ? { 'x-idempotent': true } : {}),
    ...(access.audit ? { 'x-audit': access.audit } : {}),
  };
}

function securityOf({ by }: Access): Record<string, string[]>[] {
  const schemes = new Set(by.flatMap((caller) => schemeOf[caller] ?? []));
  return [...(by.includes('anyone') ? [{}] : []), ...[...schemes].map((scheme) => ({ [scheme]: [] }))];
}

function errorsOf(access: Access, takesBody: boolean): Set<ErrorCode> {
  const codes = new Set<ErrorCode>(access.errors);
  if (access.exempt) return codes;
  for (const code of ['validation', 'too-large', 'rate-limited', 'internal', 'unavailable'] as const) codes.add(code);
  if (!access.by.includes('anyone')) codes.add('unauthorized').add('forbidden');
  if (access.scope) codes.add('missing-scope');
  if (takesBody) codes.add('unsupported-media-type');
  if (access.idempotent) codes.add('idempotency-running').add('idempotency-mismatch');
  return codes;
}

function problemResponses(codes: Set<ErrorCode>): Record<number, object> {
  const byStatus: Record<number, ErrorCode[]> = Object.groupBy(codes, statusOf) as Record<number, ErrorCode[]>;
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${errorCatalogue[code][2]}`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}
