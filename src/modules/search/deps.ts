import type { Database } from '../../platform/db/client.ts';

export interface SearchDeps {
  db: Database;
}
