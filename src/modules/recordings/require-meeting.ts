import { notFound } from '../../core/errors.ts';
import { isRoomKnown, type Place } from '../rooms/index.ts';
import type { RecordingsDeps } from './deps.ts';
import { findRecordings } from './repository.ts';

/** A 404 for a meeting, or a room, that was never there. */
export async function requireMeeting(deps: Pick<RecordingsDeps, 'db' | 'livekit' | 'isMeeting'>, place: Place): Promise<void> {
  if (await deps.isMeeting(place)) return;
  const { workspaceId, roomId } = place;
  const [recorded] = await findRecordings(deps.db, { workspaceId, meetingId: roomId }, null, 1);
  if (!recorded && !(await isRoomKnown(deps, place))) throw notFound('Meeting');
}
