import type { HttpServer } from '../../http/http-server.ts';
import type { SearchDeps } from './deps.ts';
import { searchRoute } from './routes/search.ts';

export type { SearchDeps } from './deps.ts';

/** Adds the call that searches what was said and written. */
export function addSearchRoutes(app: HttpServer, deps: SearchDeps): void {
  searchRoute(app, deps);
}
