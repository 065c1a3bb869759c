import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import { compositionsChannel } from './request-composition.ts';
import { compositions } from './tables.ts';

/** Has whoever makes a composition stop. @returns when that was first asked; null when it has ended already. */
export async function requestStop(db: Queryable, id: string): Promise<Date | null> {
  const [row] = await db
    .update(compositions)
    .set({ stopRequestedAt: sql`coalesce(${compositions.stopRequestedAt}, now())` })
    .where(and(eq(compositions.id, id), notInArray(compositions.state, ['done', 'failed'])))
    .returning({ at: compositions.stopRequestedAt });
  await db.execute(sql`select pg_notify(${compositionsChannel}, ${id})`);
  return row?.at ?? null;
}
