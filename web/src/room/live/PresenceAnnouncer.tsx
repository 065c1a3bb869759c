import { useRoomContext } from '@livekit/components-react';
import { RoomEvent, type Participant } from 'livekit-client';
import { useEffect, useState } from 'react';
import { nameOf } from './name-of.ts';

/** Reads aloud who comes and goes, for people who do not see the tiles. */
export function PresenceAnnouncer() {
  const room = useRoomContext();
  const [text, setText] = useState('');
  useEffect(() => {
    const came = (participant: Participant) => setText(`${nameOf(participant)} joined`);
    const went = (participant: Participant) => setText(`${nameOf(participant)} left`);
    room.on(RoomEvent.ParticipantConnected, came).on(RoomEvent.ParticipantDisconnected, went);
    return () => void room.off(RoomEvent.ParticipantConnected, came).off(RoomEvent.ParticipantDisconnected, went);
  }, [room]);
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}
