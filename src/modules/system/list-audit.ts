import { invalidField } from '../../core/errors.ts';
import { decodeCursor, type Page, toPage } from '../../core/pagination.ts';
import type { AuditEntry, AuditStore } from '../../http/audit/store.ts';

/** What was changed in a workspace and by whom, the newest first, a page at a time. */
export async function listAudit(
  audit: AuditStore,
  workspaceId: string,
  query: { limit: number; cursor?: string },
): Promise<Page<AuditEntry>> {
  const before = query.cursor === undefined ? null : readId(query.cursor);
  const entries = await audit.list(workspaceId, query.limit + 1, before);
  return toPage(entries, query.limit, ({ id }) => [String(id)]);
}

/** A number that PostgreSQL takes for a bigint. */
function readId(cursor: string): bigint {
  const [id = ''] = decodeCursor(cursor, 1);
  if (!/^\d{1,18}$/.test(id)) throw invalidField('/cursor', 'The cursor is not one that this server gave out.');
  return BigInt(id);
}
