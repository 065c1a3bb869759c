import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Queryable } from '../../../platform/db/client.ts';
import { toSearchable } from '../../../platform/db/text-search.ts';
import { type ChatMessage, chatMessages, chatReactions, messageColumns } from './tables.ts';

/** Nobody knows in which language people write. */
export async function insertMessage(db: Queryable, workspaceId: string, message: Omit<ChatMessage, 'seq'>): Promise<void> {
  await db.insert(chatMessages).values({ ...message, search: toSearchable(workspaceId, null, message.text) });
}

/** Whether there is such a message in the meeting. */
export async function isMessageOf(db: Queryable, meetingId: string, messageId: string): Promise<boolean> {
  const isIt = and(eq(chatMessages.id, messageId), eq(chatMessages.meetingId, meetingId));
  const rows = await db.select({ id: chatMessages.id }).from(chatMessages).where(isIt);
  return rows.length > 0;
}

/** At most `limit` messages, from after the one with the number `after` on; newest first when asked so. */
export async function findMessages(
  db: Queryable,
  meetingId: string,
  { after, limit, order = 'asc' }: { after: number | null; limit: number; order?: 'asc' | 'desc' },
): Promise<ChatMessage[]> {
  const [beyond, sort] = order === 'asc' ? [gt, asc] : [lt, desc];
  const isNext = after === null ? undefined : beyond(chatMessages.seq, after);
  return db
    .select(messageColumns)
    .from(chatMessages)
    .where(and(eq(chatMessages.meetingId, meetingId), isNext))
    .orderBy(sort(chatMessages.seq))
    .limit(limit);
}

/** @returns whether it is new. */
export async function insertReaction(db: Queryable, reaction: ChatReaction): Promise<boolean> {
  const rows = await db.insert(chatReactions).values(reaction).onConflictDoNothing().returning({ emoji: chatReactions.emoji });
  return rows.length > 0;
}

export interface ChatReaction {
  messageId: string;
  participantId: string;
  emoji: string;
}

/** How many different emoji somebody has put on a message. */
export async function countReactions(db: Queryable, { messageId, participantId }: ChatReaction): Promise<number> {
  const isTheirs = and(eq(chatReactions.messageId, messageId), eq(chatReactions.participantId, participantId));
  return db.$count(chatReactions, isTheirs);
}

/** The reactions to these messages, oldest first. */
export async function findReactions(db: Queryable, messageIds: string[]): Promise<ChatReaction[]> {
  if (messageIds.length === 0) return [];
  return db
    .select()
    .from(chatReactions)
    .where(inArray(chatReactions.messageId, messageIds))
    .orderBy(asc(chatReactions.createdAt), asc(chatReactions.emoji), asc(chatReactions.participantId));
}
