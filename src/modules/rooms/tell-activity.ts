import type { EventName } from '../../contracts/domain-events.ts';
import { activityTopic } from '../../contracts/room-activity.ts';
import { ignoreNotFound } from '../../core/errors.ts';
import type { Subscriber } from '../../platform/outbox/relay.ts';
import type { RoomsDeps } from './deps.ts';
import type { Place } from './repository.ts';
import { sendData } from './send-data.ts';

const told = new Set<EventName>([
  ...(['recording_started', 'recording_stopped', 'recording_failed'] as const),
  ...(['stream_started', 'stream_stopped'] as const),
  ...(['transcription_started', 'transcription_completed'] as const),
]);

type TellingDeps = Pick<RoomsDeps, 'livekit' | 'readActivity'>;

/**
 * Tells the people in a room, after the commit, when it begins or ceases to be recorded, streamed or transcribed. Nobody waits for
 * it: LiveKit may be away, and whoever comes back to the room asks anyway.
 */
export function createActivitySubscriber(
  deps: TellingDeps,
  onError: (error: unknown) => void,
): Subscriber {
  return async (_tx, events) => {
    const places = new Map<string, Place>();
    for (const { name, workspaceId, roomId } of events) {
      if (roomId !== null && told.has(name)) places.set(`${workspaceId}:${roomId}`, { workspaceId, roomId });
    }
    if (places.size === 0) return null;
    return async () => {
      for (const place of places.values()) void tellRoom(deps, place).catch(ignoreNotFound).catch(onError);
    };
  };
}

async function tellRoom({ livekit, readActivity }: TellingDeps, place: Place): Promise<void> {
  await sendData(livekit, place, { topic: activityTopic, payload: await readActivity(place) });
}
