import type { HttpServer } from '../../http/http-server.ts';
import type { IngressDeps } from './deps.ts';
import { createIngressRoute } from './routes/create-ingress.ts';
import { deleteIngressRoute } from './routes/delete-ingress.ts';
import { getIngressRoute } from './routes/get-ingress.ts';
import { listIngressRoute } from './routes/list-ingress.ts';

export { finishDeletions } from './delete-ingress.ts';
export type { IngressDeps } from './deps.ts';
export { readWorkspaceIngress } from './leaving/read-workspace.ts';
export { removeWorkspaceIngress } from './leaving/remove-workspace.ts';
export { forgetIngressSessions } from './sessions/forget-sessions.ts';
export { hasEnded, isPublishing } from './session-phase.ts';
export { compareIngressSessions, type ListedSessions } from './sessions/compare-sessions.ts';
export { type IngressEvidence, toIngressEvidence } from './sessions/evidence.ts';
export { recordIngressEnded, recordIngressStarted } from './sessions/record-session.ts';

const routes = [createIngressRoute, listIngressRoute, getIngressRoute, deleteIngressRoute];

/** Adds the calls about stream keys, with which encoders publish into rooms. */
export function addIngressRoutes(app: HttpServer, deps: IngressDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
