import { type Static, Type } from 'typebox';
import type { Notes } from './tables.ts';

export const NotesView = Type.Object({
  content: Type.String(),
  version: Type.Integer({ description: 'How often they were written; 0 before the first time.' }),
  updatedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'null before the first time.' }),
});
export type NotesView = Static<typeof NotesView>;

/** The notes of a meeting; null for those that nobody has written yet. */
export function toNotesView(notes: Notes | null): NotesView {
  if (!notes) return { content: '', version: 0, updatedAt: null };
  const { content, version, updatedAt } = notes;
  return { content, version, updatedAt: updatedAt.toISOString() };
}
