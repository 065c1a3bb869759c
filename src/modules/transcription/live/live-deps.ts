import type { Logger } from 'pino';
import type { ListenToRoom } from '../../../platform/livekit/listen/sound.ts';
import type { SpeechEngine } from '../../../platform/stt/speech.ts';
import type { TranscriptionDeps } from '../deps.ts';
import type { Transcription } from '../tables.ts';

/** What a transcriber works with. */
export interface LiveDeps extends Omit<TranscriptionDeps, 'wake'> {
  logger: Logger;
  /** The name of this transcriber in its leases. */
  holder: string;
  engine: SpeechEngine;
  /** The folder of a model by its language. */
  modelFolder(model: string): string;
  listen: ListenToRoom;
  livekitUrl: string;
  /** A token for a hidden participant that hears a room and writes in it. */
  issueToken(room: { workspaceId: string; roomId: string; identity: string }): string;
}

/** A live transcription, which has a room and a beginning. */
export type LiveTranscription = Transcription & { roomId: string; startedAt: Date };

export function isLive(transcription: Transcription): transcription is LiveTranscription {
  return transcription.roomId !== null && transcription.startedAt !== null;
}
