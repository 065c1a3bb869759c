/** Whose sound it is. */
export interface SoundTrack {
  trackSid: string;
  participantId: string;
  /** The participant's name as it is now; null when there is none. */
  readName(): string | null;
}

/** Takes what a track gives. Must not wait. */
export interface SoundTaker {
  /** As it comes, some 20 times a second; also while nobody speaks. */
  take(samples: Int16Array): void;
  /** Muted: nothing comes for a while. */
  pause(): void;
  /** No longer there; another one is opened when it comes back. */
  close(): void;
}

/** What happens in a room that is listened to. */
export interface SoundListener {
  opened(track: SoundTrack): SoundTaker;
  /** The connection is lost for good. All tracks were closed before. Not called after `leave`. */
  ended(reason: string): void;
}

/** A text of LiveKit's text streams, in the name of somebody in the room. */
export interface SpokenText {
  participantId: string;
  topic: string;
  text: string;
  attributes: Record<string, string>;
}

/** Being in a room, unseen, to listen. */
export interface Listening {
  /** To everybody in the room. Rejects when the connection is lost. */
  sendText(text: SpokenText): Promise<void>;
  leave(): Promise<void>;
}

export interface RoomToHear {
  url: string;
  token: string;
}

/** Joins a room and subscribes to all sound in it, and to nothing else. Rejects when it cannot be joined. */
export type ListenToRoom = (room: RoomToHear, listener: SoundListener) => Promise<Listening>;
