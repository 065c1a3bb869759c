import { AppError } from '../../core/errors.ts';
import type { Gateway } from '../gateway.ts';
import { dispatch } from '../handlers/dispatch.ts';
import { closeCodes } from '../sockets/close-codes.ts';
import { countFrame } from '../sockets/frame-rate.ts';
import { closePeer, type Peer, sendFrame } from '../sockets/peer.ts';
import { sendError } from './answer-frame.ts';
import { checkFrame, readFrame } from './read-frame.ts';

/** Bytes; one more closes the socket. */
export const maxFrameBytes = 64 * 1024;
/** What one socket may have waiting while an earlier frame is being handled. */
const maxWaiting = 100;

/** Takes a frame in; those of one socket are handled one after the other. */
export function receiveFrame(gateway: Gateway, peer: Peer, raw: Buffer, isBinary: boolean): void {
  if (peer.isClosing || gateway.isClosing) return;
  peer.isAlive = true;
  if (raw.length > maxFrameBytes) return closePeer(peer, closeCodes.tooLarge, 'A frame over 64 KB.');
  if (!countFrame(peer.frames, Date.now())) return closePeer(peer, closeCodes.tooMany, 'More than 50 frames a second.');
  const frame = isBinary ? null : raw;
  if (peer.waiting === null) {
    void handleAll(gateway, peer, frame);
  } else if (peer.waiting.push(frame) > maxWaiting) {
    closePeer(peer, closeCodes.tooMany, 'Too many frames wait to be handled.');
  }
}

async function handleAll(gateway: Gateway, peer: Peer, first: Buffer | null): Promise<void> {
  peer.waiting = [];
  let next: Buffer | null | undefined = first;
  while (next !== undefined && !peer.isClosing) {
    await handle(gateway, peer, next);
    next = peer.waiting.shift();
  }
  peer.waiting = null;
}

async function handle(gateway: Gateway, peer: Peer, raw: Buffer | null): Promise<void> {
  let id: string | number | undefined;
  try {
    const frame = readFrame(raw);
    id = frame.id;
    const data = await dispatch(gateway, peer, checkFrame(frame));
    if (id !== undefined) sendFrame(peer, { type: 'ack', id, data: data ?? {} });
  } catch (error) {
    sendError(gateway, peer, error, id);
    const isBadCredential = error instanceof AppError && error.code === 'unauthorized';
    if (isBadCredential) closePeer(peer, closeCodes.unauthorized, error.message);
  }
  peer.hasSent = true;
}
