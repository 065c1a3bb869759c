import { isIP, connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AddressGuard } from './address-guard.ts';
import { lookupWith } from './guarded-lookup.ts';
import { toOutgoingError } from './outgoing-error.ts';

/** Where to connect to. */
export interface Endpoint {
  /** An address or a name, without brackets. */
  host: string;
  port: number;
  isTls: boolean;
}

/** Opens a connection to an address that the guard allows, checked on this very connection. Rejects with an OutgoingError. */
export async function connect(guard: AddressGuard, endpoint: Endpoint, timeoutMs: number): Promise<Socket> {
  try {
    guard.checkHost(endpoint.host);
    return await open(guard, endpoint, timeoutMs);
  } catch (error) {
    throw toOutgoingError(error);
  }
}

function open(guard: AddressGuard, { host, port, isTls }: Endpoint, timeoutMs: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  // Choosing among families makes a connection ask for all addresses at once.
  const options = { host, port, lookup: lookupWith(guard), autoSelectFamily: true };
  // A server name is never an address (RFC 6066); the certificate is checked against the host all the same.
  const socket = isTls ? connectTls(isIP(host) === 0 ? { ...options, servername: host } : options) : connectTcp(options);
  const late = setTimeout(() => {
    socket.destroy(Object.assign(new Error('No connection in time.'), { code: 'ETIMEDOUT' }));
  }, timeoutMs);
  socket.once(isTls ? 'secureConnect' : 'connect', () => {
    socket.off('error', reject);
    resolve(socket);
  });
  socket.once('error', reject);
  return promise.finally(() => clearTimeout(late));
}
