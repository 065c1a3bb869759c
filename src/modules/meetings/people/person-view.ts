import { type Static, Type } from 'typebox';
import { Role } from '../../../contracts/roles.ts';
import type { Person } from './repository.ts';

/** Somebody who is in a meeting. */
export const PersonView = Type.Object({
  participantId: Type.String({ description: 'Also their identity in LiveKit.' }),
  name: Type.String(),
  role: Role,
  isMuted: Type.Boolean(),
  isVideoOff: Type.Boolean(),
  isScreenSharing: Type.Boolean(),
  isHandRaised: Type.Boolean(),
  joinedAt: Type.String({ format: 'date-time' }),
});
export type PersonView = Static<typeof PersonView>;

export function toPersonView(person: Person): PersonView {
  const { participantId, name, role, isMuted, isVideoOff, isScreenSharing, isHandRaised, presentSince, createdAt } = person;
  const joinedAt = (presentSince ?? createdAt).toISOString();
  return { participantId, name, role, isMuted, isVideoOff, isScreenSharing, isHandRaised, joinedAt };
}
