import type { CapturePageParameters, Speaking } from '../../contracts/capture-page.ts';

/** The room, as who, and how it is drawn. */
export type CaptureRequest = CapturePageParameters;

export interface CaptureHandlers {
  /** Bytes of one fragmented MP4, in order. */
  onChunk(chunk: Buffer): void;
  /** The first chunk was handed over: the room is in the file. */
  onStarted(): void;
  /** Who speaks has changed. */
  onSpeaking?(speaking: Speaking): void;
  /** Nobody to record has been there for three seconds, also from the beginning, or the room was closed. */
  onEmpty(): void;
  /** The page, the browser or the connection ended by itself; no further chunk comes. */
  onEnded(reason: string): void;
}

/** A room that is being captured. */
export interface Capture {
  /** Stops; resolves when the last chunk was handed over. */
  stop(): Promise<void>;
}
