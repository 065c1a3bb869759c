import type { ParticipantInfo } from '@livekit/protocol';
import type { Role } from '../../contracts/roles.ts';
import { permissionOf } from '../../platform/livekit/grants.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { RoomsDeps } from './deps.ts';
import { getParticipant } from './get-participant.ts';
import { findDecidedRole, insertRole, type Place } from './repository.ts';
import { retryNotFound } from './retry-not-found.ts';

export interface ParticipantChange {
  role?: Role;
  name?: string;
  /** Replaces what the caller's own metadata was; the role stays in it. */
  metadata?: Record<string, unknown>;
}

type Deps = Pick<RoomsDeps, 'db' | 'livekit' | 'followRole'>;

/**
 * Changes a person who is in a room, without a rejoin. A new role also holds for every token that they were given
 * until now. A 404 when they are not there.
 */
export async function updateParticipant(
  deps: Deps,
  place: Place,
  identity: string,
  change: ParticipantChange,
): Promise<ParticipantInfo> {
  const present = await getParticipant(deps.livekit, place, identity);
  if (!change.role) return sendChange(deps, place, present, change);
  await insertRole(deps.db, place, identity, change.role, Date.now());
  await deps.followRole(place, identity);
  return settleRole(deps, place, present, change);
}

/** Two changes of role at once may reach LiveKit in the other order than the database: the database is right. */
async function settleRole(
  deps: Deps,
  place: Place,
  present: ParticipantInfo,
  change: ParticipantChange,
): Promise<ParticipantInfo> {
  const updated = await sendChange(deps, place, present, change);
  const decided = await findDecidedRole(deps.db, place, present.identity);
  if (decided === null || decided === change.role) return updated;
  return settleRole(deps, place, updated, { role: decided });
}

/** Tells LiveKit of a change, without deciding anything. */
export function sendChange(
  { livekit }: Pick<Deps, 'livekit'>,
  place: Place,
  present: ParticipantInfo,
  change: ParticipantChange,
): Promise<ParticipantInfo> {
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  const { role, name } = change;
  const options = {
    ...(name === undefined ? {} : { name }),
    ...(role ? { permission: permissionOf(role) } : {}),
    ...(role || change.metadata ? { metadata: mergeMetadata(present.metadata, change) } : {}),
  };
  const update = () =>
    livekit.inRoom(room, 'Participant', (client) => client.updateParticipant(room, present.identity, options));
  return retryNotFound(update);
}

function mergeMetadata(present: string, { role, metadata }: ParticipantChange): string {
  const earlier = parseObject(present);
  return JSON.stringify({ ...(metadata ?? earlier), role: role ?? earlier.role });
}

/** Participants that came with another tool's token may carry anything as metadata. */
function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
