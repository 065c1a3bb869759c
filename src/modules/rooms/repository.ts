import { and, eq, gte, inArray, or, sql } from 'drizzle-orm';
import { meetingOfRoom } from '../../contracts/meetings.ts';
import type { Role } from '../../contracts/roles.ts';
import type { Queryable } from '../../platform/db/client.ts';
import { accessOverrides as table } from './tables.ts';

/** Stands for everybody in a room; a person's identity is never empty. */
export const everybody = '';
/** Stands for every room of a workspace; the id of a room is never empty. */
export const everyRoom = '';

/** A room in its workspace. */
export interface Place {
  workspaceId: string;
  roomId: string;
}

const primaryKey = [table.workspaceId, table.roomId, table.identity];

/** Ends every token of `identity` (or of everybody) that was issued up to `before`, and tells so after the commit. */
export async function insertOut(db: Queryable, place: Place, identity: string, before: number): Promise<void> {
  const latest = sql`greatest(${table.outBefore}, excluded.out_before)`;
  const written = db
    .insert(table)
    .values({ ...place, identity, outBefore: before })
    .onConflictDoUpdate({ target: primaryKey, set: { outBefore: latest } })
    .returning({ identity: table.identity });
  const notice = JSON.stringify({ ...place, identity, before });
  await db.execute(sql`with written as ${written} select pg_notify(${outsChannel}, ${notice}) from written`);
}

/** The PostgreSQL channel that carries an Out after the commit. */
export const outsChannel = 'plenum_outs';

/** The end of tokens that were issued up to `before`, of one person or of everybody, in one room or in every one. */
export interface Out extends Place {
  identity: string;
  before: number;
}

/** What ended in some workspaces since a time, in milliseconds since 1970. */
export async function findOuts(db: Queryable, workspaceIds: readonly string[], since: number): Promise<Out[]> {
  const { workspaceId, roomId, identity, outBefore } = table;
  const rows = await db
    .select({ workspaceId, roomId, identity, before: outBefore })
    .from(table)
    .where(and(inArray(workspaceId, [...workspaceIds]), gte(outBefore, since)));
  return rows.map((row) => ({ ...row, before: row.before ?? 0 }));
}

/** Whether an end concerns somebody in a room. */
export function isOutOf(out: Out, { workspaceId, roomId }: Place, identity: string): boolean {
  const isHere = out.workspaceId === workspaceId && (out.roomId === roomId || out.roomId === everyRoom);
  return isHere && (out.identity === identity || out.identity === everybody);
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

/**
 * The rows that concern `identity` in a room: its own and everybody's, of this room and of every one. What was decided for
 * a meeting's room holds in its breakouts.
 */
export async function findOverrides(db: Queryable, place: Place, identity: string) {
  const rooms = new Set([place.roomId, meetingOfRoom(place.roomId)]);
  return db
    .select({ outBefore: table.outBefore, roleBefore: table.roleBefore, role: table.role })
    .from(table)
    .where(or(...[...rooms].map((roomId) => isAt({ ...place, roomId }, [identity, everybody])), isAt({ ...place, roomId: everyRoom }, [everybody])));
}

function isAt({ workspaceId, roomId }: Place, identities: string[]) {
  return and(eq(table.workspaceId, workspaceId), eq(table.roomId, roomId), inArray(table.identity, identities));
}
