import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { AppError, forbidden, unauthorized, unavailable } from '../../core/errors.ts';
import type { OriginCheck } from '../../http/own-origin.ts';
import { networkOf } from '../../http/rate-limits/network-of.ts';
import { sendError } from '../frames/answer-frame.ts';
import { receiveFrame } from '../frames/receive-frame.ts';
import type { Gateway } from '../gateway.ts';
import type { Place } from './anonymous-places.ts';
import { closeCodes } from './close-codes.ts';
import { closePeer, freePlace, type Peer } from './peer.ts';
import { giveUpSeat } from './seats.ts';

/**
 * Takes one of the places of an address for a socket of a stranger who is about to come; null for who is known. Throws a
 * 429 when none is left. Before anything else is done for them.
 */
export async function takePlace({ places, isClosing }: Gateway, { actor, ip, raw, ws }: FastifyRequest): Promise<Place | null> {
  if (isClosing) throw unavailable('This server');
  if (actor.kind !== 'anonymous' || !ws) return null;
  const place = await places.take(networkOf(ip));
  if (place === null) throw new AppError('rate-limited', 'This address holds 50 sockets already that have not said whose they are.');
  // It may never become a socket.
  raw.socket.once('close', place.free);
  if (raw.socket.destroyed) place.free();
  return place;
}

/** What is taken and made for a socket before its handshake. */
type Visit = Pick<Peer, 'place' | 'guestSecret'>;

/** Takes a new socket in; one with a wrong credential is told so and closed. */
export function acceptSocket(
  gateway: Gateway,
  isOfKnownPage: OriginCheck,
  socket: WebSocket,
  request: FastifyRequest,
  visit: Visit,
): void {
  const peer = createPeer(socket, request, visit);
  gateway.peers.add(peer);
  gateway.heartbeat.add(peer);
  listen(gateway, peer);
  const refusal = findRefusal(request, isOfKnownPage);
  if (refusal === null) return;
  sendError(gateway, peer, refusal);
  closePeer(peer, closeCodes.unauthorized, refusal.message);
}

function listen(gateway: Gateway, peer: Peer): void {
  const { socket } = peer;
  // The listener that is there holds all of the request.
  socket.removeAllListeners('error');
  // ws closes it, and says why, after each error.
  socket.on('error', ignore);
  socket.on('pong', () => {
    peer.isAlive = true;
  });
  socket.on('message', (raw: Buffer, isBinary: boolean) => receiveFrame(gateway, peer, raw, isBinary));
  socket.once('close', () => {
    peer.isClosing = true;
    gateway.peers.delete(peer);
    gateway.heartbeat.remove(peer);
    freePlace(peer);
    void giveUpSeat(gateway, peer);
  });
}

function ignore(): void {}

function createPeer(socket: WebSocket, { actor, ip }: FastifyRequest, { place, guestSecret }: Visit): Peer {
  const now = Date.now();
  return {
    socket,
    network: networkOf(ip),
    guestSecret,
    actor,
    knownSince: now,
    connectedAt: now,
    place,
    seat: null,
    from: 0,
    seq: 0,
    held: null,
    holders: 0,
    releasing: null,
    isAlive: true,
    frames: { startedAt: 0, count: 0 },
    waiting: null,
    hasSent: false,
    isClosing: false,
  };
}

/** What is wrong with the credential that came with the request. A cookie that is over is as good as none. */
function findRefusal(request: FastifyRequest, isOfKnownPage: OriginCheck): AppError | null {
  const { actor, headers } = request;
  if (actor.kind === 'session' && !isOfKnownPage(request)) {
    return forbidden('A socket with a session must be opened by a page of this server, or of an allowed origin.');
  }
  const hasSentOne = headers['x-api-key'] !== undefined || headers.authorization !== undefined;
  if (actor.kind === 'anonymous' && hasSentOne) return unauthorized('This credential is wrong, has expired or was withdrawn.');
  return null;
}
