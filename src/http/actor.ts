import type { Role } from '../contracts/roles.ts';
import { unauthorized } from '../core/errors.ts';

/** An API key: it speaks for its whole workspace, within its scopes. */
export interface KeyActor {
  kind: 'key';
  workspaceId: string;
  keyId: string;
  /** null: everything. */
  scopes: readonly string[] | null;
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

export interface AnonymousActor {
  kind: 'anonymous';
}

export type Actor = KeyActor | ParticipantActor | AnonymousActor;

/** Turns a credential into who it speaks for; null when it is wrong, expired or withdrawn. Filled in by deps.ts. */
export interface Authenticator {
  byKey(secret: string): KeyActor | null | Promise<KeyActor | null>;
  byParticipantToken(token: string): Promise<ParticipantActor | null>;
}

/** The workspace that a caller speaks for. Routes that take anyone must not ask. */
export function workspaceOf(actor: Actor): string {
  if (actor.kind === 'anonymous') throw unauthorized('This needs a credential.');
  return actor.workspaceId;
}
