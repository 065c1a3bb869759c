import { and, eq, lt, sql } from 'drizzle-orm';
import { notFound } from '../../../core/errors.ts';
import type { Queryable } from '../../../platform/db/client.ts';
import { type MeetingTemplate, meetingTemplates as table } from './tables.ts';

/** A template, and the workspace that it must belong to. */
export interface TemplatePlace {
  workspaceId: string;
  id: string;
}

const isAt = ({ workspaceId, id }: TemplatePlace) => and(eq(table.workspaceId, workspaceId), eq(table.id, id));

/** A 404 when the workspace has no such template. */
export async function getTemplate(db: Queryable, place: TemplatePlace): Promise<MeetingTemplate> {
  const [template] = await db.select().from(table).where(isAt(place));
  if (!template) throw notFound('Template');
  return template;
}

/** The newest first, from below the number `before`. */
export function findTemplates(db: Queryable, workspaceId: string, before: number | null, limit: number): Promise<MeetingTemplate[]> {
  const isTheirs = and(eq(table.workspaceId, workspaceId), before === null ? undefined : lt(table.seq, before));
  return db.select().from(table).where(isTheirs).orderBy(sql`${table.seq} desc nulls last`).limit(limit);
}

export async function insertTemplate(db: Queryable, template: typeof table.$inferInsert): Promise<MeetingTemplate> {
  const [made] = await db.insert(table).values(template).returning();
  if (!made) throw new Error('The template was not made.');
  return made;
}

/** A 404 when the workspace has no such template. */
export async function updateTemplate(db: Queryable, place: TemplatePlace, change: Partial<MeetingTemplate>): Promise<MeetingTemplate> {
  if (Object.keys(change).length === 0) return getTemplate(db, place);
  const [changed] = await db.update(table).set(change).where(isAt(place)).returning();
  if (!changed) throw notFound('Template');
  return changed;
}

/** A 404 when the workspace has no such template. */
export async function deleteTemplate(db: Queryable, place: TemplatePlace): Promise<void> {
  const deleted = await db.delete(table).where(isAt(place)).returning({ id: table.id });
  if (deleted.length === 0) throw notFound('Template');
}
