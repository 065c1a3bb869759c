import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

interface Settings {
  publicUrl: string;
  allowedOrigins: string[];
}

/**
 * CSP, HSTS on https and the usual security headers; CORS without credentials for the allowed origins. The headers are
 * the same on every answer of the API, so they are made once; pages add those of `pageHeaders`.
 */
export async function addSecurityHeaders(app: FastifyInstance, settings: Settings): Promise<void> {
  const headers = apiHeaders(settings);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  // Without an allowed origin there is nothing to say, and no origin is allowed by saying nothing.
  if (settings.allowedOrigins.length === 0) return;
  await app.register(cors, {
    origin: settings.allowedOrigins,
    credentials: false,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: 'X-Request-Id, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After',
    maxAge: 600,
  });
}

/** What OWASP recommends for the answers of an API, which are never to be shown as a page. */
function apiHeaders({ publicUrl }: Settings): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** For pages: everything from this server alone, but for the media connection to LiveKit. */
export function pageHeaders(livekitUrl: string): Record<string, string> {
  return headersOf(`${livekitUrl} ${livekitUrl.replace(/^ws/, 'http')}`);
}

/** For the page that an egress films, which has its LiveKit under an address of its own. */
export function compositePageHeaders(): Record<string, string> {
  return headersOf('ws: wss: http: https:');
}

/** @param media what the page may connect to besides this server. */
function headersOf(media: string): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${media}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "style-src 'self' 'unsafe-inline'",
    "script-src 'self'",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'SAMEORIGIN',
  };
}
