import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ErrorCode } from '../../../core/error-catalogue.ts';
import { AppError, forbidden, notFound, unauthorized } from '../../../core/errors.ts';
import type { HostActor, ParticipantActor } from '../../../http/actor.ts';
import type { RecordingsDeps } from '../deps.ts';
import { getRecording } from '../find-recording.ts';
import { readRecordingLink } from '../recording-links.ts';
import { findRecording } from '../repository.ts';
import type { Recording } from '../tables.ts';

/** The query of what a signed link opens. */
export const SignatureQuery = Type.Object({
  signature: Type.Optional(Type.String({ maxLength: 2_048, description: 'Of a signed link; then no key is needed.' })),
});

/** What `findPermitted` throws. */
export const permissionErrors = ['unauthorized', 'forbidden', 'missing-scope', 'not-found', 'gone'] as const satisfies ErrorCode[];

/**
 * The recording, for whoever may have its file: a signed link, a key of its workspace, or a host of its room. Throws a
 * 401 or 403 for anybody else, a 410 for an expired link, and a 404 when it is not there or another's.
 */
export async function findPermitted(
  { db, linkKey, isAdminToken }: Pick<RecordingsDeps, 'db' | 'linkKey' | 'isAdminToken'>,
  { actor, headers }: Pick<FastifyRequest, 'actor' | 'headers'>,
  recordingId: string,
  signature: string | undefined,
): Promise<Recording> {
  const link = signature === undefined ? null : readRecordingLink(linkKey, signature);
  const isValid = link !== null && link.recordingId === recordingId && link.expiresAt > Date.now();
  if (isValid) return getRecording(db, link.workspaceId, recordingId);
  const adminToken = headers['x-admin-token'];
  if (typeof adminToken === 'string') return findOfMeeting({ db, isAdminToken }, recordingId, adminToken);
  if (actor.kind === 'anonymous') throw signature === undefined ? missingCredential() : badLink(link, recordingId);
  if (actor.kind === 'key') requireScope(actor.scopes);
  if (actor.kind === 'participant' && actor.role !== 'host') throw forbidden('Your role does not allow this.');
  const recording = await getRecording(db, actor.workspaceId, recordingId);
  if ((actor.kind === 'participant' || actor.kind === 'host') && !isOfRoom(recording, actor)) throw notFound('Recording');
  return recording;
}

/** For whoever holds the admin token of its meeting. */
async function findOfMeeting(
  { db, isAdminToken }: Pick<RecordingsDeps, 'db' | 'isAdminToken'>,
  recordingId: string,
  adminToken: string,
): Promise<Recording> {
  const recording = await findRecording(db, null, recordingId);
  const meetingId = recording?.meetingId ?? recording?.roomId ?? null;
  if (!recording || meetingId === null) throw notFound('Recording');
  if (!(await isAdminToken(meetingId, adminToken))) throw forbidden('This admin token is not the one of its meeting.');
  return recording;
}

function isOfRoom({ roomId, meetingId }: Recording, actor: ParticipantActor | HostActor): boolean {
  return roomId === actor.roomId || meetingId === actor.roomId;
}

function requireScope(scopes: readonly string[] | null): void {
  if (scopes !== null && !scopes.includes('recordings:read')) {
    throw new AppError('missing-scope', 'This API key lacks the scope recordings:read.');
  }
}

function missingCredential(): AppError {
  return unauthorized('Send an API key, or use a signed link.');
}

function badLink(link: ReturnType<typeof readRecordingLink>, recordingId: string): AppError {
  if (link === null) return forbidden('This link is not one that this server made.');
  if (link.recordingId !== recordingId) return forbidden('This link is for another recording.');
  return new AppError('gone', 'This link has expired. Ask for a new one.');
}
