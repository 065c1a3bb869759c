import type { Role } from '../../contracts/roles.ts';
import { forbidden, unauthorized } from '../../core/errors.ts';
import type { Actor } from '../../http/actor.ts';
import type { MeetingPlace } from './repository.ts';

/** Who acts in a meeting, by REST or over the gateway. */
export interface MeetingCaller {
  workspaceId: string;
  meetingId: string;
  /** null: a key, a session or an admin token, which is nobody in the meeting. */
  participantId: string | null;
  name: string | null;
  /** `key` also for a session. */
  role: Role | 'key';
  isHost: boolean;
}

/** Who a caller is in a meeting. Whether it is one of their workspace is for the use case to find: else it is a 404. */
export function callerIn(actor: Actor, meetingId: string): MeetingCaller {
  if (actor.kind === 'anonymous') throw unauthorized('This needs a credential.');
  const { workspaceId } = actor;
  const nobody = { workspaceId, meetingId, participantId: null, name: null };
  if (actor.kind === 'host') return { ...nobody, role: 'host', isHost: true };
  if (actor.kind !== 'participant') return { ...nobody, role: 'key', isHost: false };
  const { identity: participantId, name, role } = actor;
  return { workspaceId, meetingId, participantId, name, role, isHost: role === 'host' };
}

/** Throws a 403 for anybody but a host. */
export function requireHost({ isHost }: MeetingCaller): void {
  if (!isHost) throw forbidden('Only a host may do this.');
}

/** The meeting that somebody acts in; one of another workspace is none to them. */
export function placeOf({ meetingId, workspaceId }: MeetingCaller): MeetingPlace {
  return { meetingId, workspaceId };
}

/** Throws a 403 for anybody but a host or a moderator. */
export function requireModerator({ isHost, role }: MeetingCaller): void {
  if (!isHost && role !== 'moderator') throw forbidden('Only a host or a moderator may do this.');
}

/** The person who acts; a 403 for a key or an admin token, which is nobody in the meeting. */
export function participantIdOf({ participantId }: MeetingCaller): string {
  if (participantId === null) throw forbidden('Only somebody who is in the meeting may do this.');
  return participantId;
}
