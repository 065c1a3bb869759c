import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../../platform/db/client.ts';
import { auditEntries as table } from './tables.ts';

export type NewAuditEntry = Pick<typeof table.$inferSelect, 'workspaceId' | 'actor' | 'action' | 'target' | 'ip'>;
export type AuditEntry = Omit<typeof table.$inferSelect, 'workspaceId'>;
/** What an entry is found by. */
export type AuditKey = Pick<typeof table.$inferSelect, 'workspaceId' | 'id'>;

export interface AuditStore {
  add(entry: NewAuditEntry): Promise<AuditKey>;
  /** Takes an entry back, since nothing was changed. */
  remove(key: AuditKey): Promise<void>;
  setTarget(key: AuditKey, target: string): Promise<void>;
  /** At most `limit` entries of a workspace, the newest first, from below the id `before`. */
  list(workspaceId: string, limit: number, before: bigint | null): Promise<AuditEntry[]>;
}

export function createAuditStore(db: Database): AuditStore {
  return {
    async add(entry) {
      const [row] = await db.insert(table).values(entry).returning({ id: table.id });
      if (!row) throw new Error('The audit entry was not written.');
      return { workspaceId: entry.workspaceId, id: row.id };
    },
    async remove(key) {
      await db.delete(table).where(isEntry(key));
    },
    async setTarget(key, target) {
      await db.update(table).set({ target }).where(isEntry(key));
    },
    list: async (workspaceId, limit, before) => selectEntries(db, workspaceId, limit, before),
  };
}

/** The query behind `list`, not yet run. */
export function selectEntries(db: Database, workspaceId: string, limit: number, before: bigint | null) {
  const { id, actor, action, target, at, ip } = table;
  return db
    .select({ id, actor, action, target, at, ip })
    .from(table)
    .where(and(eq(table.workspaceId, workspaceId), before === null ? undefined : lt(id, before)))
    .orderBy(desc(id))
    .limit(limit);
}

function isEntry({ workspaceId, id }: AuditKey) {
  return and(eq(table.workspaceId, workspaceId), eq(table.id, id));
}
