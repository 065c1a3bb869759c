import type { Role } from '../contracts/roles.ts';
import { unauthorized } from '../core/errors.ts';

/** An API key: it speaks for its whole workspace, within its scopes. */
export interface KeyActor {
  kind: 'key';
  workspaceId: string;
  keyId: string;
  /** null: everything. */
  scopes: readonly string[] | null;
  expiresAt: Date | null;
  /** Who made it; null for one that no account made. */
  accountId: string | null;
  isAdmin: boolean;
}

/** Somebody who is logged in: speaks for the workspace of their account or company, and for themselves. */
export interface SessionActor {
  kind: 'session';
  workspaceId: string;
  sessionId: string;
  accountId: string;
  isAdmin: boolean;
  /** The session was prolonged just now, and so must be its cookie. */
  isProlonged: boolean;
}

/** A person in a room, recognised by a LiveKit access token that this server issued. */
export interface ParticipantActor {
  kind: 'participant';
  workspaceId: string;
  roomId: string;
  identity: string;
  /** The role they have now: the token's, unless it was changed since. */
  role: Role;
  name: string;
  metadata: Record<string, unknown>;
  /** How long the token that they showed was made for. */
  ttlSeconds: number;
}

/** Whoever holds the admin token of a meeting. Its room has its id. */
export interface HostActor {
  kind: 'host';
  workspaceId: string;
  roomId: string;
}

export interface AnonymousActor {
  kind: 'anonymous';
}

export type Actor = KeyActor | SessionActor | ParticipantActor | HostActor | AnonymousActor;

/** Turns a credential into who it speaks for; null when it is wrong, expired or withdrawn. Filled in by deps.ts. */
export interface Authenticator {
  byKey(secret: string): KeyActor | null | Promise<KeyActor | null>;
  bySession(secret: string): SessionActor | null | Promise<SessionActor | null>;
  byParticipantToken(token: string): Promise<ParticipantActor | null>;
  /** Tells a wrong token from a meeting that is not there. */
  byAdminToken(meetingId: string, token: string): Promise<HostActor | 'wrong' | 'no-meeting'>;
  /** Whether a workspace has such a meeting. */
  isMeetingOf(workspaceId: string, meetingId: string): Promise<boolean>;
}

/** The workspace that a caller speaks for. Routes that take anyone must not ask. */
export function workspaceOf(actor: Actor): string {
  if (actor.kind === 'anonymous') throw unauthorized('This needs a credential.');
  return actor.workspaceId;
}

/** The session that is calling, on routes that take nothing else. */
export function sessionOf(actor: Actor): SessionActor {
  if (actor.kind !== 'session') throw unauthorized('Log in first.');
  return actor;
}

/** The key or session that is calling, on routes that take only these. */
export function ownerOf(actor: Actor): KeyActor | SessionActor {
  if (actor.kind !== 'session' && actor.kind !== 'key') throw unauthorized('Send an API key, or log in.');
  return actor;
}
