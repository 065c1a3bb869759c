import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Role } from '../../contracts/roles.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { accessOverrides as table } from './tables.ts';

/** Stands for everybody in a room; a person's identity is never empty. */
export const everybody = '';

export interface Place {
  workspaceId: string;
  roomId: string;
}

const primaryKey = [table.workspaceId, table.roomId, table.identity];

/** Ends every token of `identity` (or of everybody) that was issued up to `before`. */
export async function insertOut(db: Queryable, place: Place, identity: string, before: number): Promise<void> {
  const latest = sql`greatest(${table.outBefore}, excluded.out_before)`;
  await db
    .insert(table)
    .values({ ...place, identity, outBefore: before })
    .onConflictDoUpdate({ target: primaryKey, set: { outBefore: latest } });
}

/** Gives every token of `identity` that was issued up to `before` this role. */
export async function insertRole(db: Queryable, place: Place, identity: string, role: Role, before: number): Promise<void> {
  const latest = sql`greatest(${table.roleBefore}, excluded.role_before)`;
  await db
    .insert(table)
    .values({ ...place, identity, role, roleBefore: before })
    .onConflictDoUpdate({ target: primaryKey, set: { role, roleBefore: latest } });
}

/** The role that was last decided for `identity`, or null when none ever was. */
export async function findDecidedRole(db: Queryable, place: Place, identity: string): Promise<Role | null> {
  const [row] = await db.select({ role: table.role }).from(table).where(isAt(place, [identity]));
  return row?.role ?? null;
}

/** The rows that concern `identity` in a room: its own and everybody's. */
export async function findOverrides(db: Queryable, place: Place, identity: string) {
  return db
    .select({ outBefore: table.outBefore, roleBefore: table.roleBefore, role: table.role })
    .from(table)
    .where(isAt(place, [identity, everybody]));
}

function isAt({ workspaceId, roomId }: Place, identities: string[]) {
  return and(eq(table.workspaceId, workspaceId), eq(table.roomId, roomId), inArray(table.identity, identities));
}
