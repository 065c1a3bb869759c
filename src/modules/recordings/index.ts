import type { HttpServer } from '../../http/http-server.ts';
import type { RecordingsDeps } from './deps.ts';
import { createRecordingLinkRoute } from './routes/create-recording-link.ts';
import { deleteRecordingRoute } from './routes/delete-recording.ts';
import { downloadRecordingRoute } from './routes/download-recording.ts';
import { getRecordingRoute } from './routes/get-recording.ts';
import { getRecordingLinkRoute } from './routes/get-recording-link.ts';
import { getRecordingStatusRoute } from './routes/get-recording-status.ts';
import { getRecordingStripRoute } from './routes/get-recording-strip.ts';
import { listRecordingsRoute } from './routes/list-recordings.ts';
import { listMeetingRecordingsRoute } from './routes/list-meeting-recordings.ts';
import { startRecordingRoute } from './routes/start-recording.ts';
import { stopRecordingRoute } from './routes/stop-recording.ts';
import { uploadRecordingRoute } from './routes/upload-recording.ts';

export type { RecordingsDeps } from './deps.ts';
export { getRecording } from './find-recording.ts';
export { followComposition } from './follow-composition.ts';
export { openRecordingLink } from './open-recording-link.ts';
export { createRecordingChanges, notifyChange as notifyRecordingChange } from './recording-changes.ts';
export { isRoomRecorded } from './is-room-recorded.ts';
export { readWorkspaceRecordings } from './leaving/read-workspace.ts';
export { removeWorkspaceRecordings } from './leaving/remove-workspace.ts';
export { createLinkReader } from './routes/link-of-request.ts';
export { isRecordingThere, openMedia, type RecordingMedia } from './open-media.ts';
export { previewsChannel } from './previews/request-preview.ts';
export { runPreviews } from './previews/run-previews.ts';
export type { Recording } from './tables.ts';
export { startRecording } from './start-recording.ts';
export { stopRecording } from './stop-recording.ts';
export { runRetention } from './retention/run-retention.ts';

const routes = [
  startRecordingRoute,
  stopRecordingRoute,
  getRecordingStatusRoute,
  listRecordingsRoute,
  listMeetingRecordingsRoute,
  uploadRecordingRoute,
  getRecordingRoute,
  downloadRecordingRoute,
  getRecordingStripRoute,
  createRecordingLinkRoute,
  getRecordingLinkRoute,
  deleteRecordingRoute,
];

/** Adds the calls about recordings. */
export function addRecordingRoutes(app: HttpServer, deps: RecordingsDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
  // Those who wait for a recording would hold the server open.
  app.addHook('preClose', async () => deps.changes.close());
}
