import { DataPacket_Kind } from '@livekit/protocol';
import type { Livekit } from '../../platform/livekit/client.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import { getRoom } from './find-room.ts';
import type { Place } from './repository.ts';

export interface DataMessage {
  topic?: string;
  payload: object;
  /** Leave out to reach everybody. */
  destinationIdentities?: string[];
}

/** Sends JSON to people in a room over LiveKit's reliable data channel. A 404 when the room is not open. */
export async function sendData(livekit: Livekit, place: Place, message: DataMessage): Promise<void> {
  await getRoom(livekit, place);
  const { payload, ...options } = message;
  const data = Buffer.from(JSON.stringify(payload));
  const room = toLivekitRoom(place.workspaceId, place.roomId);
  await livekit.inRoom(room, 'Room', (client) => client.sendData(room, data, DataPacket_Kind.RELIABLE, options));
}
