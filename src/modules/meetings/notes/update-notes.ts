import { AppError } from '../../../core/errors.ts';
import { type ActiveDeps, changeActive } from '../change-active.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type NotesView, toNotesView } from './notes-view.ts';
import { emptyNotesEvent, findNotes, upsertNotes } from './repository.ts';

/** Of UTF-8. */
const maxBytes = 100 * 1024;

export interface NotesChange {
  content: string;
  /** The version that was read. */
  version: number;
}

/**
 * Writes the notes of a meeting whole. A 412 when somebody has written since that version was read, a 413 for more than
 * 100 KB. A later event takes an earlier one's place among the stored ones: each carries the whole text.
 */
export async function updateNotes(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { content, version }: NotesChange,
): Promise<NotesView> {
  if (Buffer.byteLength(content) > maxBytes) throw new AppError('too-large', 'Notes may take 100 KB.');
  return changeActive(deps, caller, async (tx, { id: meetingId, lastSeq }, tell) => {
    const before = await findNotes(tx, meetingId);
    requireVersion(before?.version ?? 0, version);
    if (before) await emptyNotesEvent(tx, before);
    const notes = { meetingId, content, version: version + 1, updatedAt: new Date(), eventSeq: lastSeq + 1 };
    await upsertNotes(tx, notes);
    const { participantId } = caller;
    tell({ type: 'notes:updated', audience: 'everybody', data: { content, version: notes.version, participantId } });
    return toNotesView(notes);
  });
}

function requireVersion(current: number, read: number): void {
  if (current === read) return;
  throw new AppError('precondition-failed', `The notes are at version ${current}, not ${read}. Read them again.`);
}
