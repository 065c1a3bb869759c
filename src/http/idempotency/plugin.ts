import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError, invalidField } from '../../core/errors.ts';
import type { Claim, IdempotencyStore } from './store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The claim on an Idempotency-Key that this request works under. */
    idempotencyClaim: Claim | null;
  }
}

const renewEveryMs = 10_000;
const cleanUpEveryMs = 3_600_000;

/**
 * `Idempotency-Key` on the routes whose access says so: the first answer is kept and replayed. A claim is renewed
 * while its process lives and taken over 30 s after it died.
 */
export const idempotencyPlugin = fastifyPlugin(async (app: FastifyInstance, store: IdempotencyStore) => {
  const running = new Set<string>();
  app.decorateRequest('idempotencyClaim', null);
  const claim = async (request: FastifyRequest, reply: FastifyReply) => {
    const key = request.headers['idempotency-key'];
    const { actor } = request;
    if ((actor.kind !== 'key' && actor.kind !== 'session') || key === undefined) return;
    const claimed = await claimOrReplay(store, request, reply, actor.workspaceId, checkKey(key));
    if (claimed) running.add(claimed.id);
    request.idempotencyClaim = claimed;
  };
  const keep = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const claimed = request.idempotencyClaim;
    if (claimed === null) return;
    request.idempotencyClaim = null;
    await settle(store, claimed.id, reply, payload).catch((error) => request.log.error({ requestId: request.id, err: error }, 'answer not kept'));
    running.delete(claimed.id);
  };
  // Only the routes that take a key pay for it.
  app.addHook('onRoute', (route) => {
    if (!route.config?.access?.idempotent) return;
    route.preHandler = [claim, ...[route.preHandler ?? []].flat()];
    // Before the answer is packed.
    route.onSend = [keep, ...[route.onSend ?? []].flat()];
  });
  keepUp(app, store, running);
});

function checkKey(key: string | string[]): string {
  const isGood = typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key);
  if (!isGood) throw invalidField('/headers/idempotency-key', 'must have 1 to 255 printable ASCII characters.');
  return key;
}

/** The claim on a new key; null when an earlier answer was sent instead. */
async function claimOrReplay(
  store: IdempotencyStore,
  request: FastifyRequest,
  reply: FastifyReply,
  workspaceId: string,
  key: string,
): Promise<Claim | null> {
  const result = await store.claim(workspaceId, key, hashOf(request));
  if (result.outcome === 'claimed') return result.claim;
  if (result.outcome === 'running') {
    const detail = 'The first request with this Idempotency-Key has not finished yet.';
    throw new AppError('idempotency-running', detail, { headers: { 'retry-after': '1' } });
  }
  if (result.outcome === 'mismatch') {
    throw new AppError('idempotency-mismatch', 'This Idempotency-Key was used with another request.');
  }
  const { status, contentType, body } = result.answer;
  reply.code(status).header('Idempotency-Replayed', 'true').type(contentType).serializer(String);
  await reply.send(body);
  return null;
}

/**
 * Another account, or a key that may less, is another caller: they must not be told an answer that holds a secret of one
 * who may more, or who stays in a company when they leave it.
 */
function hashOf({ method, url, body, actor }: FastifyRequest): string {
  const accountId = 'accountId' in actor ? actor.accountId : null;
  const scopes = actor.kind === 'key' && actor.scopes !== null ? [actor.scopes.toSorted()] : [];
  return createHash('sha256').update(JSON.stringify([method, url, body ?? null, accountId, ...scopes])).digest('hex');
}

/** Keeps an answer, but gives the key back after a fault of ours, so that a retry really tries again. */
async function settle(store: IdempotencyStore, claim: string, reply: FastifyReply, payload: unknown): Promise<void> {
  if (reply.statusCode >= 500) return store.release(claim);
  const body = typeof payload === 'string' ? payload : '';
  await store.answer(claim, { status: reply.statusCode, contentType: String(reply.getHeader('content-type') ?? ''), body });
}

function keepUp(app: FastifyInstance, store: IdempotencyStore, running: Set<string>): void {
  const report = (error: unknown) => app.log.warn({ err: error }, 'idempotency keys not kept up');
  const renewal = setInterval(() => {
    if (running.size > 0) store.renew([...running]).catch(report);
  }, renewEveryMs);
  const cleanUp = setInterval(() => store.deleteExpired().catch(report), cleanUpEveryMs);
  app.addHook('onClose', async () => {
    clearInterval(renewal);
    clearInterval(cleanUp);
  });
}
