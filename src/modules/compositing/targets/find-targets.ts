import { asc, eq } from 'drizzle-orm';
import type { Cipher } from '../../../core/secrets.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { compositionTargets as table } from '../tables.ts';

/** A target as it may be shown. */
export type Target = Pick<typeof table.$inferSelect, 'position' | 'maskedUrl' | 'status' | 'error'>;

/** A target with what is needed to publish to it. */
export type OpenTarget = Pick<typeof table.$inferSelect, 'position' | 'url'>;

/** Where a composition goes, in the order in which the targets were given. */
export async function findTargets(db: Queryable, compositionId: string): Promise<Target[]> {
  const { position, maskedUrl, status, error } = table;
  return db
    .select({ position, maskedUrl, status, error })
    .from(table)
    .where(eq(table.compositionId, compositionId))
    .orderBy(asc(position));
}

/** The same for who publishes: the URLs in the clear, of those that have not failed for good. */
export async function openTargets(db: Queryable, cipher: Cipher, compositionId: string): Promise<OpenTarget[]> {
  const rows = await db.select().from(table).where(eq(table.compositionId, compositionId)).orderBy(asc(table.position));
  return rows
    .filter(({ status }) => status !== 'failed')
    .map(({ position, url }) => ({ position, url: cipher.decrypt(url) }));
}
