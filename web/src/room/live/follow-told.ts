import { RoomEvent, type RemoteParticipant, type Room } from 'livekit-client';
import { activityTopic } from '../../../../src/contracts/room-activity.ts';

/** Takes every message in which the server tells what goes out of the room, until the function that it answers is called. */
export function followTold(room: Room, take: (payload: Uint8Array) => void): () => void {
  const received = (payload: Uint8Array, from?: RemoteParticipant, _kind?: unknown, topic?: string) => {
    // What has a sender is from a person, who could say anything.
    if (topic === activityTopic && !from) take(payload);
  };
  room.on(RoomEvent.DataReceived, received);
  return () => void room.off(RoomEvent.DataReceived, received);
}
