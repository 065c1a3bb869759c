import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type NotesView, toNotesView } from './notes-view.ts';
import { findNotes } from './repository.ts';

/** The notes of a meeting as they are now. */
export async function getNotes({ db }: Pick<MeetingsDeps, 'db'>, caller: MeetingCaller): Promise<NotesView> {
  const { id } = await getMeeting(db, caller);
  return toNotesView(await findNotes(db, id));
}
