import { ParticipantEvent, type Participant } from 'livekit-client';
import { useEffect, useReducer } from 'react';

const CHANGES = [
  ParticipantEvent.TrackPublished,
  ParticipantEvent.TrackUnpublished,
  ParticipantEvent.TrackSubscribed,
  ParticipantEvent.TrackUnsubscribed,
  ParticipantEvent.TrackMuted,
  ParticipantEvent.TrackUnmuted,
  ParticipantEvent.LocalTrackPublished,
  ParticipantEvent.LocalTrackUnpublished,
  ParticipantEvent.IsSpeakingChanged,
  ParticipantEvent.ConnectionQualityChanged,
  ParticipantEvent.ParticipantNameChanged,
  ParticipantEvent.ParticipantPermissionsChanged,
] as const;

/** Draws the calling component again whenever something about a participant changes that a page shows. */
export function useParticipant<P extends Participant>(participant: P): P {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    for (const change of CHANGES) participant.on(change, redraw);
    // What changed between the drawing and this effect was not heard.
    redraw();
    return () => {
      for (const change of CHANGES) participant.off(change, redraw);
    };
  }, [participant]);
  return participant;
}
