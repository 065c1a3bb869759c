import type { HttpServer } from '../../http/http-server.ts';
import type { RecordingsDeps } from '../recordings/index.ts';
import type { TranscriptionDeps } from './deps.ts';
import { getLinkedTranscriptRoute } from './routes/get-linked-transcript.ts';
import { deleteTranscriptionRoute } from './routes/delete-transcription.ts';
import { getRoomTranscriptionRoute } from './routes/get-room-transcription.ts';
import { getTranscriptionRoute } from './routes/get-transcription.ts';
import { listLanguagesRoute } from './routes/list-languages.ts';
import { listTranscriptionsRoute } from './routes/list-transcriptions.ts';
import { nameSpeakersRoute } from './routes/name-speakers.ts';
import { startTranscriptionRoute } from './routes/start-transcription.ts';
import { stopTranscriptionRoute } from './routes/stop-transcription.ts';
import { transcribeRecordingRoute } from './routes/transcribe-recording.ts';

export { transcriptionsChannel } from './changes.ts';
export type { HeardRoom, ToldSegment, TranscriptionAudience, TranscriptionDeps } from './deps.ts';
export { finishPost } from './end-transcription.ts';
export { isRoomTranscribed } from './is-room-transcribed.ts';
export { claimLive, claimPost, type Lease, releaseLease, renewLeases } from './leases.ts';
export type { PostDeps } from './post/post-deps.ts';
export { createFfmpegCheck, type FfmpegCheck } from './post/ffmpeg-check.ts';
export { runPostTranscriptions } from './post/run-post.ts';
export { createRoomSubscriber } from './follow-rooms.ts';
export { forgetTranscriptions } from './leaving/forget-transcriptions.ts';
export { readWorkspaceSegments, readWorkspaceTranscriptions } from './leaving/read-workspace.ts';
export { removeWorkspaceTranscriptions } from './leaving/remove-workspace.ts';
export { searchSegments } from './search-segments.ts';
export { stopForsaken } from './stop-forsaken.ts';
export { readChunks, storeChunk } from './store-chunk.ts';
export { type Capacity, createCapacity } from './live/capacity.ts';
export { meterEngine } from './live/metered-engine.ts';
export { runLive } from './live/run-live.ts';
export { watchModels } from './live/watch-models.ts';
export { type NewSegment, storeSegments } from './store-segments.ts';
export type { Transcription } from './tables.ts';
export { tellPartial } from './tell-partial.ts';
export {
  announceTranscriber,
  findTranscribers,
  forgetTranscriber,
  thatReadFiles,
  type Transcriber,
  uniteLanguages,
} from './transcribers.ts';

const routes = [
  startTranscriptionRoute,
  stopTranscriptionRoute,
  getRoomTranscriptionRoute,
  nameSpeakersRoute,
  listLanguagesRoute,
  transcribeRecordingRoute,
  listTranscriptionsRoute,
  getTranscriptionRoute,
  deleteTranscriptionRoute,
];

/** Adds the calls about what is said in rooms and recordings. */
export function addTranscriptionRoutes(app: HttpServer, deps: TranscriptionDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}

/** Adds the calls by links to recordings, which need no more than those do. */
export function addLinkedTranscriptRoutes(app: HttpServer, deps: RecordingsDeps): void {
  getLinkedTranscriptRoute(app, deps);
}
