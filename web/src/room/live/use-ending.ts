import { ConnectionState, RoomEvent, type DisconnectReason, type Room } from 'livekit-client';
import { useEffect } from 'react';
import { endingOf, type Ending } from '../endings.ts';

/** Tells how the stay in a room ended, once it has. */
export function useEnding(room: Room, onEnd: (ending: Ending) => void): void {
  useEffect(() => {
    const end = (reason?: DisconnectReason) => onEnd(endingOf(reason));
    // It can end between the join and the first effect, before anybody listens.
    if (room.state === ConnectionState.Disconnected) end();
    room.on(RoomEvent.Disconnected, end);
    return () => void room.off(RoomEvent.Disconnected, end);
  }, [room, onEnd]);
}
