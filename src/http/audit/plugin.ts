import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { describeActor, findMadeId, findTarget } from './describe-change.ts';
import type { AuditKey, AuditStore } from './store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The entry that this request's change stands under. */
    auditKey: AuditKey | null;
  }
}

/**
 * Writes down who changes what, on the routes whose access says so; others pay nothing. The entry is there before the
 * handler runs, so that no process can die between a change and its entry, and is taken back when the call fails.
 */
export const auditPlugin = fastifyPlugin(async (app: FastifyInstance, store: AuditStore) => {
  app.decorateRequest('auditKey', null);
  app.addHook('onRoute', (route) => {
    const action = route.config?.access?.audit;
    if (action === undefined) return;
    const before = async (request: FastifyRequest) => begin(store, action, request);
    const after = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      // The answer goes out all the same: an entry too many is better than a change that seems to have failed.
      await settle(store, request, reply, payload).catch((error) => {
        request.log.error({ err: error }, 'audit entry not settled');
      });
    };
    // Last before the handler: a replayed answer, sent by an earlier hook, is not another change.
    route.preHandler = [...[route.preHandler ?? []].flat(), before];
    // First of the route's own, before the answer is packed.
    route.onSend = [after, ...[route.onSend ?? []].flat()];
  });
});

async function begin(store: AuditStore, action: string, request: FastifyRequest): Promise<void> {
  const { actor, ip } = request;
  if (actor.kind === 'anonymous') return;
  const { workspaceId } = actor;
  const entry = { workspaceId, actor: describeActor(actor), action, target: findTarget(request), ip: ip ?? null };
  request.auditKey = await store.add(entry);
}

/** Takes the entry back when the call failed; else names what was made. */
async function settle(
  store: AuditStore,
  request: FastifyRequest,
  { statusCode }: FastifyReply,
  payload: unknown,
): Promise<void> {
  const key = request.auditKey;
  if (key === null) return;
  request.auditKey = null;
  // A request that was refused changed nothing. After a fault of ours that is not sure, so the entry stays.
  const isRefused = statusCode >= 400 && statusCode < 500;
  if (isRefused) return store.remove(key);
  if (statusCode >= 500) return;
  const madeId = findMadeId(request, payload);
  if (madeId !== null) await store.setTarget(key, madeId);
}
