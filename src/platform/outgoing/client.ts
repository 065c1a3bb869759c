import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AddressGuard, createAddressGuard, ForbiddenTarget, hostOf } from './address-guard.ts';
import { connect, type Endpoint } from './connect.ts';
import { lookupWith } from './guarded-lookup.ts';
import { toOutgoingError } from './outgoing-error.ts';
import { type OutgoingAnswer, readAnswer } from './read-answer.ts';
import { type Resolve, resolveHost } from './resolve-host.ts';

export interface OutgoingPost {
  /** http or https. */
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For everything, from finding the address to the end of the answer. */
  timeoutMs: number;
}

/** Connections to hosts that customers name. */
export interface Outgoing {
  /** Rejects with a ForbiddenTarget when DNS says now that this URL's host, of any scheme, may not be connected to. */
  checkTarget(url: URL): Promise<void>;
  /** Posts, and follows no redirect. Rejects with an OutgoingError when there is no answer. */
  post(request: OutgoingPost): Promise<OutgoingAnswer>;
  /**
   * Opens a connection of any protocol, with TLS checked as for https. Rejects with an OutgoingError, whose cause is a
   * ForbiddenTarget when one may not connect there.
   */
  connect(endpoint: Endpoint, timeoutMs: number): Promise<Socket>;
  /** Closes the kept-alive connections. */
  close(): void;
}

interface OutgoingSettings {
  /** Lets customers name private, loopback and link-local addresses too. */
  allowPrivate: boolean;
  resolve?: Resolve;
}

/** A caller that registers a target does not wait longer for DNS: every connection is checked again anyway. */
const checkMs = 2_000;
const idleMs = 30_000;

/**
 * Checks each address on the very connection that goes to it, so that a name which changes between check and use does
 * not help. Connections are kept alive, and shared by nothing that was checked otherwise.
 */
export function createOutgoing({ allowPrivate, resolve = resolveHost }: OutgoingSettings): Outgoing {
  const guard = createAddressGuard(resolve, allowPrivate);
  // Choosing among families makes a connection ask for all addresses at once.
  const options = { keepAlive: true, timeout: idleMs, autoSelectFamily: true, lookup: lookupWith(guard) };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  return {
    checkTarget: (url) => checkTarget(guard, hostOf(url)),
    post: (request) => post(guard, agents, request),
    connect: (endpoint, timeoutMs) => connect(guard, endpoint, timeoutMs),
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  };
}

async function checkTarget(guard: AddressGuard, host: string): Promise<void> {
  guard.checkHost(host);
  if (isIP(host) !== 0) return;
  // A name that DNS does not know, or not yet, is nobody's private address.
  const forbidden = guard.resolve(host).then(
    () => null,
    (error: unknown) => (error instanceof ForbiddenTarget ? error : null),
  );
  const error = await Promise.race([forbidden, sleep(checkMs, null, { ref: false })]);
  if (error) throw error;
}

type Agents = Record<'http:' | 'https:', http.Agent>;

async function post(guard: AddressGuard, agents: Agents, request: OutgoingPost): Promise<OutgoingAnswer> {
  const url = new URL(request.url);
  try {
    guard.checkHost(hostOf(url));
    return await send(url, agents, request, AbortSignal.timeout(request.timeoutMs));
  } catch (error) {
    throw toOutgoingError(error);
  }
}

function send(
  url: URL,
  agents: Agents,
  request: OutgoingPost,
  signal: AbortSignal,
  isRepeated = false,
): Promise<OutgoingAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<OutgoingAnswer>();
  const [module, agent] = url.protocol === 'https:' ? [https, agents['https:']] : [http, agents['http:']];
  const headers = { ...request.headers, 'content-length': Buffer.byteLength(request.body) };
  const sent = module.request(url, { method: 'POST', agent, headers, signal });
  sent.once('response', (response) => resolve(readAnswer(response)));
  sent.on('error', (error: NodeJS.ErrnoException) => {
    // The other side closed a kept-alive connection in the same moment in which it was used again.
    const isStale = sent.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') && !isRepeated;
    if (isStale && !signal.aborted) resolve(send(url, agents, request, signal, true));
    else reject(error);
  });
  sent.end(request.body);
  return promise;
}
