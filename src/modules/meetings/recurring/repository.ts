import { and, eq, lt, sql } from 'drizzle-orm';
import { notFound } from '../../../core/errors.ts';
import type { Queryable, Transaction } from '../../../platform/db/client.ts';
import { type RecurringMeeting, recurringMeetings as table } from './tables.ts';

/** What meetings recur by, and the workspace that it must belong to. */
export interface RecurringPlace {
  workspaceId: string;
  id: string;
}

const isAt = ({ workspaceId, id }: RecurringPlace) => and(eq(table.workspaceId, workspaceId), eq(table.id, id));

/** A 404 when the workspace has none such. */
export async function getRecurring(db: Queryable, place: RecurringPlace): Promise<RecurringMeeting> {
  const [recurring] = await db.select().from(table).where(isAt(place));
  return recurring ?? notThere();
}

/** The same, held against everybody else who would change it until the transaction ends. */
export async function lockRecurring(tx: Transaction, place: RecurringPlace): Promise<RecurringMeeting> {
  const [recurring] = await tx.select().from(table).where(isAt(place)).for('update');
  return recurring ?? notThere();
}

/** The newest first, from below the number `before`. */
export function findRecurring(db: Queryable, workspaceId: string, before: number | null, limit: number): Promise<RecurringMeeting[]> {
  const isTheirs = and(eq(table.workspaceId, workspaceId), before === null ? undefined : lt(table.seq, before));
  return db.select().from(table).where(isTheirs).orderBy(sql`${table.seq} desc nulls last`).limit(limit);
}

function notThere(): never {
  throw notFound('Recurring meeting');
}
