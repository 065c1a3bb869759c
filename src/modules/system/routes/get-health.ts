import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { SystemDeps } from '../deps.ts';

const capability = Type.Boolean();

const Health = Type.Object({
  status: Type.Literal('ok'),
  version: Type.String(),
  timestamp: Type.String({ format: 'date-time' }),
  capabilities: Type.Object({
    recording: capability,
    streaming: capability,
    ingress: capability,
    transcriptionLive: capability,
    transcriptionPost: capability,
    payments: capability,
    cryptoPayments: capability,
    mail: capability,
  }),
  transcriptionLanguages: Type.Array(Type.String()),
});

/** `GET /v1/health` (seed 002): what this server can do right now. */
export function getHealthRoute(app: HttpServer, { version, readCapabilities }: SystemDeps): void {
  app.get(
    '/v1/health',
    {
      config: { access: { by: ['anyone'], exempt: true } },
      schema: {
        operationId: 'getHealth',
        tags: ['System'],
        summary: 'Version and capabilities',
        response: { 200: Health },
      },
    },
    async () => {
      const timestamp = new Date().toISOString();
      return { status: 'ok' as const, version, timestamp, ...(await readCapabilities()) };
    },
  );
}
