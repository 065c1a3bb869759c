import type { HttpServer } from '../../http/http-server.ts';
import type { RecordingsDeps } from './deps.ts';
import { createRecordingLinkRoute } from './routes/create-recording-link.ts';
import { deleteRecordingRoute } from './routes/delete-recording.ts';
import { downloadRecordingRoute } from './routes/download-recording.ts';
import { getRecordingRoute } from './routes/get-recording.ts';
import { getRecordingStatusRoute } from './routes/get-recording-status.ts';
import { listRecordingsRoute } from './routes/list-recordings.ts';
import { startRecordingRoute } from './routes/start-recording.ts';
import { stopRecordingRoute } from './routes/stop-recording.ts';

export type { RecordingsDeps } from './deps.ts';
export { followComposition } from './follow-composition.ts';

const routes = [
  startRecordingRoute,
  stopRecordingRoute,
  getRecordingStatusRoute,
  listRecordingsRoute,
  getRecordingRoute,
  downloadRecordingRoute,
  createRecordingLinkRoute,
  deleteRecordingRoute,
];

/** Adds the calls about recordings. */
export function addRecordingRoutes(app: HttpServer, deps: RecordingsDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
