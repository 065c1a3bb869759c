import type { FastifyRequest } from 'fastify';
import { meetingOfRoom } from '../contracts/meetings.ts';
import { AppError, forbidden, unauthorized } from '../core/errors.ts';
import type { Access } from './access.ts';
import type { Actor, KeyActor, ParticipantActor, SessionActor } from './actor.ts';

/** Throws a 401 or 403 unless the route's access admits this caller. */
export function authorize(access: Access, actor: Actor, request: FastifyRequest): void {
  if (access.by.includes('anyone')) return;
  if (actor.kind === 'key') return authorizeKey(access, actor);
  if (actor.kind === 'session') return authorizeSession(access, actor);
  if (actor.kind === 'participant') return authorizeParticipant(access, actor, request);
  if (actor.kind === 'host') return authorizeHost(access);
  throw unauthorized('Send an API key as X-API-Key or a credential as `Authorization: Bearer …`, or log in.');
}

function authorizeKey(access: Access, actor: KeyActor): void {
  if (access.by.includes('admin')) requireAdmin(actor);
  else if (!access.by.includes('key')) throw forbidden('An API key may not do this.');
  if (access.scope && actor.scopes && !actor.scopes.includes(access.scope)) {
    throw new AppError('missing-scope', `This API key lacks the scope ${access.scope}.`);
  }
}

function authorizeSession({ by }: Access, actor: SessionActor): void {
  if (by.includes('admin')) requireAdmin(actor);
  else if (!by.includes('session') && !by.includes('key')) throw forbidden('A session may not do this.');
}

function requireAdmin({ isAdmin }: KeyActor | SessionActor): void {
  if (!isAdmin) throw forbidden('Only an administrator may do this.');
}

/** Their token was that of the meeting that is asked for. */
function authorizeHost({ by }: Access): void {
  if (by.includes('host') || by.includes('moderator')) return;
  const who = by.includes('participant') ? "somebody in the meeting: send a participant's access token" : 'an API key';
  throw forbidden(`An admin token may not do this, but ${who}.`);
}

function authorizeParticipant({ by }: Access, actor: ParticipantActor, request: FastifyRequest): void {
  const admitted =
    by.includes('participant') ||
    (by.includes('moderator') && actor.role === 'moderator') ||
    ((by.includes('host') || by.includes('moderator')) && actor.role === 'host');
  if (!admitted) throw forbidden('Your role does not allow this.');
  const { roomId, meetingId } = request.params as { roomId?: string; meetingId?: string };
  // A meeting is held in the room of its name, and in breakouts: whoever is there is one of its people.
  const isElsewhere = roomId !== undefined && meetingId === undefined && roomId !== actor.roomId;
  const isInAnother = meetingId !== undefined && meetingId !== meetingOfRoom(actor.roomId);
  if (isElsewhere || isInAnother) throw forbidden('Your token is for another room.');
}
