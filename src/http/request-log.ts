import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { createIsoFormatter } from '../core/iso-time.ts';
import type { WriteLine } from '../platform/log.ts';

/**
 * One line per request, when it is answered. It is put together here rather than by the logger, which takes as long as
 * signing a token. That is safe because of what stands in it: ids of a known alphabet, and the pattern of a route
 * instead of a path, which may hold a secret.
 */
export function logRequests(app: FastifyInstance, logger: Logger, writeLine: WriteLine): void {
  if (!logger.isLevelEnabled('info')) return;
  app.addHook('onResponse', (request, reply, done) => {
    if (!request.matched?.access?.exempt) writeLine(formatAnswer(request, reply));
    done();
  });
}

const formatTime = createIsoFormatter();

function formatAnswer({ id, method, matched, actor }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): string {
  const workspace = actor === undefined || actor.kind === 'anonymous' ? '' : `,"workspaceId":"${actor.workspaceId}"`;
  return (
    `{"level":30,"time":"${formatTime(Date.now())}","requestId":"${id}","method":"${method}",` +
    `"route":"${matched?.pattern ?? 'unknown'}","status":${statusCode},"ms":${elapsedTime.toFixed(2)},` +
    `"actor":"${actor?.kind ?? 'unknown'}"${workspace},"msg":"answered"}\n`
  );
}
