import type { FastifyRequest } from 'fastify';
import type { AccountsDeps } from '../deps.ts';
import type { Visitor } from '../sessions/begin-session.ts';
import type { Account } from '../tables.ts';

export function visitorOf({ ip, headers }: FastifyRequest): Visitor {
  return { ip: ip ?? null, userAgent: headers['user-agent'] ?? null };
}

/** Writes down for the audit log what somebody did who only became known by it. */
export async function recordLogin(
  { audit }: Pick<AccountsDeps, 'audit'>,
  { id, workspaceId }: Account,
  action: string,
  { ip }: FastifyRequest,
): Promise<void> {
  await audit.add({ workspaceId, actor: `account:${id}`, action, target: id, ip: ip ?? null });
}
