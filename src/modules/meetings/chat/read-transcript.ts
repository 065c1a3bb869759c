import { readPages } from '../../../core/read-pages.ts';
import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { findMessages } from './repository.ts';
import type { ChatMessage } from './tables.ts';

/** All that was said in a meeting, oldest first, a page at a time in memory. */
export async function readTranscript({ db }: Pick<MeetingsDeps, 'db'>, caller: MeetingCaller): Promise<AsyncGenerator<ChatMessage>> {
  const { id } = await getMeeting(db, caller);
  return readPages((last, limit) => findMessages(db, id, { after: last?.seq ?? null, limit }));
}
