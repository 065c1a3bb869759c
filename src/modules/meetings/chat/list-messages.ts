import { type Page, toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type ChatReaction, findMessages, findReactions } from './repository.ts';
import type { ChatMessage } from './tables.ts';

export interface MessagesQuery {
  limit: number;
  cursor?: string;
  order: 'asc' | 'desc';
}

export type MessageWithReactions = ChatMessage & { reactions: ChatReaction[] };

/** A page of what was said in a meeting, with what people put on it. */
export async function listMessages(
  { db }: Pick<MeetingsDeps, 'db'>,
  caller: MeetingCaller,
  { limit, cursor, order }: MessagesQuery,
): Promise<Page<MessageWithReactions>> {
  const after = readCursorSeq(cursor);
  const meeting = await getMeeting(db, caller);
  const rows = await findMessages(db, meeting.id, { after, limit: limit + 1, order });
  const { items, nextCursor } = toPage(rows, limit, ({ seq }) => [String(seq)]);
  const reactions = Map.groupBy(await findReactions(db, items.map(({ id }) => id)), ({ messageId }) => messageId);
  return { items: items.map((item) => ({ ...item, reactions: reactions.get(item.id) ?? [] })), nextCursor };
}
