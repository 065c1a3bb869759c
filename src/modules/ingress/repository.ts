import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from '../rooms/index.ts';
import { ingress as table } from './tables.ts';

export type IngressRow = typeof table.$inferSelect;
export type NewIngress = Omit<typeof table.$inferInsert, 'seq' | 'createdAt' | 'deletedAt'>;

const isIn = ({ workspaceId, roomId }: Place) => and(eq(table.workspaceId, workspaceId), eq(table.roomId, roomId));

export async function insertIngress(db: Queryable, row: NewIngress): Promise<void> {
  await db.insert(table).values(row);
}

/** In the order in which they were made. */
export async function findAllIngress(db: Queryable, place: Place): Promise<IngressRow[]> {
  return db.select().from(table).where(and(isIn(place), isNull(table.deletedAt))).orderBy(asc(table.seq));
}

/** Null for another workspace's. */
export async function findIngress(db: Queryable, place: Place, id: string): Promise<IngressRow | null> {
  const [row] = await db.select().from(table).where(and(isIn(place), eq(table.id, id), isNull(table.deletedAt)));
  return row ?? null;
}

/** Also one that is marked already, so that a failed deletion can be tried again. @returns whether there is one. */
export async function markDeleted(db: Queryable, place: Place, id: string): Promise<boolean> {
  const rows = await db
    .update(table)
    .set({ deletedAt: sql`coalesce(${table.deletedAt}, now())` })
    .where(and(isIn(place), eq(table.id, id)))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** All of a workspace. */
export async function markAllDeleted(db: Queryable, workspaceId: string): Promise<void> {
  const isTheirs = and(eq(table.workspaceId, workspaceId), isNull(table.deletedAt));
  await db.update(table).set({ deletedAt: sql`now()` }).where(isTheirs);
}

/** Of a workspace, or of all. */
export async function findMarkedDeleted(db: Queryable, workspaceOf?: string): Promise<(Place & { id: string })[]> {
  const { id, workspaceId, roomId } = table;
  const isTheirs = workspaceOf === undefined ? undefined : eq(workspaceId, workspaceOf);
  return db.select({ id, workspaceId, roomId }).from(table).where(and(isNotNull(table.deletedAt), isTheirs));
}

export async function removeIngress(db: Queryable, id: string): Promise<void> {
  await db.delete(table).where(eq(table.id, id));
}
