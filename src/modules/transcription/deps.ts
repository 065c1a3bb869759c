import type { Segment } from '../../contracts/transcription.ts';
import type { Database, Transaction } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { Place } from '../rooms/index.ts';

/** A room and the meeting that is held in it, or of which it is a breakout. */
export interface HeardRoom extends Place {
  meetingId: string;
}

/** A segment as it is told while somebody speaks. */
export interface ToldSegment extends Omit<Segment, 'words'> {
  /** false while it may still change. */
  final: boolean;
}

/** The people of a meeting, who read along; filled in by deps.ts. */
export interface TranscriptionAudience {
  /** The meeting in a room, or of which it is a breakout; null in any other room. */
  findMeetingId(place: Place): Promise<string | null>;
  /** Numbers and stores what was said, in the transaction that does so. @returns what is to be called after its commit. */
  tellSegments(tx: Transaction, room: HeardRoom, segments: readonly ToldSegment[]): Promise<() => void>;
  /** Shows what is being said to whoever is there now. */
  tellPartial(room: HeardRoom, segment: ToldSegment): void;
}

export interface TranscriptionDeps {
  db: Database;
  livekit: Livekit;
  audience: TranscriptionAudience;
  /** Wakes a transcriber for what is to be done afterwards; it is found without that, too, but later. */
  wake(items: readonly { id: string }[]): Promise<void>;
}
