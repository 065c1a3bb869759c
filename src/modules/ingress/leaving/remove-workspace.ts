import { eq } from 'drizzle-orm';
import { finishDeletion } from '../delete-ingress.ts';
import type { IngressDeps } from '../deps.ts';
import { findMarkedDeleted, markAllDeleted } from '../repository.ts';
import { ingressSessions } from '../tables.ts';

/** Withdraws all stream keys of a workspace and forgets what was published with them. */
export async function removeWorkspaceIngress({ db, livekit }: Pick<IngressDeps, 'db' | 'livekit'>, workspaceId: string): Promise<boolean> {
  await markAllDeleted(db, workspaceId);
  for (const ingress of await findMarkedDeleted(db, workspaceId)) await finishDeletion({ db, livekit }, ingress);
  await db.delete(ingressSessions).where(eq(ingressSessions.workspaceId, workspaceId));
  return true;
}
