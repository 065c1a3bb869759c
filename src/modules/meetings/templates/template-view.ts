import { type Static, Type } from 'typebox';
import { MeetingSettings } from '../../../contracts/meetings.ts';
import { Title } from '../lifecycle/meeting-input.ts';
import { SomeSettings } from '../lifecycle/settings.ts';
import type { MeetingTemplate } from './tables.ts';

export const TemplateParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

/** What a template is made of; `title` is that of the meetings, its name when left out. */
export const TemplateFields = { name: Title, title: Type.Optional(Title), settings: Type.Optional(SomeSettings) };

export const TemplateView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  title: Type.String({ description: 'Of the meetings that are made by it.' }),
  settings: MeetingSettings,
  createdAt: Type.String({ format: 'date-time' }),
});

export function toTemplateView({ id, name, title, settings, createdAt }: MeetingTemplate): Static<typeof TemplateView> {
  return { id, name, title, settings, createdAt: createdAt.toISOString() };
}
