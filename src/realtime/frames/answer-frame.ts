import { randomUUID } from 'node:crypto';
import { logFailure, toAppError, toProblem } from '../../http/problems.ts';
import type { Gateway } from '../gateway.ts';
import { type Peer, sendFrame } from '../sockets/peer.ts';

/** Where problems say that they happened. */
export const gatewayPath = '/v1/realtime';

/** Says on a socket what went wrong: what REST answers, and as `message` what it says in words. */
export function sendError(gateway: Gateway, peer: Peer, thrown: unknown, id?: string | number): void {
  const error = toAppError(thrown);
  const request = { id: randomUUID(), url: gatewayPath, log: gateway.deps.logger };
  logFailure(error, request);
  const data = { ...toProblem(error, request), message: error.message };
  sendFrame(peer, id === undefined ? { type: 'error', data } : { type: 'error', id, data });
}
