import type { MeetingSettings } from '../../../contracts/meetings.ts';
import { newId } from '../../../core/ids.ts';
import { type Page, toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import type { Database } from '../../../platform/db/client.ts';
import { defaultSettings } from '../lifecycle/settings.ts';
import { findTemplates, getTemplate, insertTemplate, type TemplatePlace, updateTemplate } from './repository.ts';
import type { MeetingTemplate } from './tables.ts';

export interface TemplateChange {
  name?: string;
  title?: string;
  /** What is left out stays, or is as by default. */
  settings?: Partial<MeetingSettings>;
}

export function createTemplate(db: Database, workspaceId: string, wish: TemplateChange & { name: string }): Promise<MeetingTemplate> {
  const { name, title = name, settings } = wish;
  return insertTemplate(db, { id: newId('tpl'), workspaceId, name, title, settings: { ...defaultSettings, ...settings } });
}

/** Changes a template; meetings that were made by it stay as they are. A 404 when the workspace has none such. */
export async function changeTemplate(db: Database, place: TemplatePlace, { settings, ...change }: TemplateChange): Promise<MeetingTemplate> {
  if (settings === undefined) return updateTemplate(db, place, change);
  const present = await getTemplate(db, place);
  return updateTemplate(db, place, { ...change, settings: { ...present.settings, ...settings } });
}

/** The templates of a workspace, newest first. */
export async function listTemplates(
  db: Database,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<MeetingTemplate>> {
  const before = readCursorSeq(cursor);
  const rows = await findTemplates(db, workspaceId, before, limit + 1);
  return toPage(rows, limit, ({ seq }) => [String(seq)]);
}
