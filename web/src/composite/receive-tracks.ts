import { type RemoteTrack, type Room, RoomEvent, Track } from 'livekit-client';

/** Where tracks go to and come from, by their LiveKit sid. */
export interface TrackSink {
  add(sid: string, track: MediaStreamTrack): void;
  remove(sid: string): void;
}

/** Hands every received track to where it is drawn or heard, and takes it away when it ends or pauses. */
export function receiveTracks(room: Room, sinks: { video: TrackSink; audio: TrackSink }): void {
  const sinkOf = (track: RemoteTrack) => (track.kind === Track.Kind.Video ? sinks.video : sinks.audio);
  const add = (track: RemoteTrack, sid: string) => sinkOf(track).add(sid, track.mediaStreamTrack);
  room.on(RoomEvent.TrackSubscribed, (track, { trackSid }) => add(track, trackSid));
  room.on(RoomEvent.TrackUnsubscribed, (track, { trackSid }) => sinkOf(track).remove(trackSid));
  // A camera that is switched on again must not show what it saw before, not even for a moment.
  room.on(RoomEvent.TrackMuted, ({ kind, trackSid }) => {
    if (kind === Track.Kind.Video) sinks.video.remove(trackSid);
  });
  room.on(RoomEvent.TrackUnmuted, ({ kind, trackSid, track }) => {
    if (kind === Track.Kind.Video && track) add(track as RemoteTrack, trackSid);
  });
}

/** What changes who is drawn, where, or how. */
const CHANGES = [
  RoomEvent.ConnectionStateChanged,
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.ParticipantPermissionsChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.ActiveSpeakersChanged,
] as const;

export function watchChanges(room: Room, onChange: () => void): void {
  for (const event of CHANGES) room.on(event, onChange);
}
