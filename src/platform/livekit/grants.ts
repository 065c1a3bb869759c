import type { ParticipantPermission, VideoGrant } from 'livekit-server-sdk';
import type { Role } from '../../contracts/roles.ts';

/** What LiveKit lets a role do. Nobody may change their own metadata, since it tells others their role. */
export type Permission = Pick<ParticipantPermission, 'canPublish' | 'canPublishData' | 'canSubscribe'> & {
  canUpdateMetadata: false;
};

export function permissionOf(role: Role): Permission {
  const publishes = role !== 'viewer';
  return { canPublish: publishes, canPublishData: publishes, canSubscribe: true, canUpdateMetadata: false };
}

/** The `video` claim of a token that joins `livekitRoom` in this role. */
export function grantOf(role: Role, livekitRoom: string): VideoGrant {
  const publishes = role !== 'viewer';
  return {
    roomJoin: true,
    room: livekitRoom,
    canPublish: publishes,
    canPublishData: publishes,
    canSubscribe: true,
    canUpdateOwnMetadata: false,
    ...(role === 'host' ? { roomAdmin: true } : {}),
  };
}
