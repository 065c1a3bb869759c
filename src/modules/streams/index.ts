import type { HttpServer } from '../../http/http-server.ts';
import type { StreamsDeps } from './deps.ts';
import { getStreamRoute } from './routes/get-stream.ts';
import { startStreamRoute } from './routes/start-stream.ts';
import { stopStreamRoute } from './routes/stop-stream.ts';

export type { StreamsDeps } from './deps.ts';
export { followStreamComposition, followTargets } from './follow-composition.ts';
export { readWorkspaceStreams } from './leaving/read-workspace.ts';
export { removeWorkspaceStreams } from './leaving/remove-workspace.ts';
export { isRoomStreamed } from './repository.ts';
export { startStream } from './start-stream.ts';
export { stopStream } from './stop-stream.ts';

const routes = [startStreamRoute, stopStreamRoute, getStreamRoute];

/** Adds the calls about streams to RTMP servers. */
export function addStreamRoutes(app: HttpServer, deps: StreamsDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
