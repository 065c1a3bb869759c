import type { FastifyRequest } from 'fastify';
import { AppError, forbidden, unauthorized } from '../core/errors.ts';
import type { Access } from './access.ts';
import type { Actor, KeyActor, ParticipantActor } from './actor.ts';

/** Throws a 401 or 403 unless the route's access admits this caller. */
export function authorize(access: Access, actor: Actor, request: FastifyRequest): void {
  if (access.by.includes('anyone')) return;
  if (actor.kind === 'key') return authorizeKey(access, actor);
  if (actor.kind === 'participant') return authorizeParticipant(access, actor, request);
  if (access.by.includes('host') && request.headers['x-admin-token'] !== undefined) {
    throw forbidden('This admin token is not the one of this meeting.');
  }
  throw unauthorized('Send an API key as X-API-Key, or a credential as `Authorization: Bearer …`.');
}

function authorizeKey(access: Access, actor: KeyActor): void {
  if (!access.by.includes('key')) throw forbidden('An API key may not do this.');
  if (access.scope && actor.scopes && !actor.scopes.includes(access.scope)) {
    throw new AppError('missing-scope', `This API key lacks the scope ${access.scope}.`);
  }
}

function authorizeParticipant({ by }: Access, actor: ParticipantActor, request: FastifyRequest): void {
  const admitted =
    by.includes('participant') ||
    (by.includes('moderator') && actor.role === 'moderator') ||
    ((by.includes('host') || by.includes('moderator')) && actor.role === 'host');
  if (!admitted) throw forbidden('Your role does not allow this.');
  const { roomId } = request.params as { roomId?: string };
  if (roomId !== undefined && roomId !== actor.roomId) throw forbidden('Your token is for another room.');
}
