import { and, desc, eq, sql } from 'drizzle-orm';
import type { Found, SearchWish } from '../../../contracts/search.ts';
import { isAfterPosition } from '../../../platform/db/before-position.ts';
import type { Database } from '../../../platform/db/client.ts';
import { findSnippets, toSearchQuery } from '../../../platform/db/text-search.ts';
import { meetings } from '../tables.ts';
import { type ChatMessage, chatMessages, messageColumns } from './tables.ts';

/** What was written in the meetings of a workspace, the newest first. */
export async function searchMessages(db: Database, { workspaceId, text, after, limit }: SearchWish): Promise<Found[]> {
  const query = await toSearchQuery(db, workspaceId, [null], text);
  if (query === null) return [];
  const isFound = and(eq(meetings.workspaceId, workspaceId), sql`${chatMessages.search} @@ ${query}::tsquery`);
  const rows: ChatMessage[] = await db
    .select(messageColumns)
    .from(chatMessages)
    .innerJoin(meetings, eq(meetings.id, chatMessages.meetingId))
    .where(and(isFound, isAfterPosition(after, chatMessages.createdAt, sql`${chatMessages.id}`)))
    .orderBy(desc(chatMessages.createdAt), desc(chatMessages.id))
    .limit(limit);
  const snippets = await findSnippets(db, text, rows.map((row) => ({ text: row.text, language: null })));
  return rows.map((row, i) => toFound(row, snippets[i] ?? ''));
}

function toFound({ id, meetingId, participantName: speaker, createdAt: at }: ChatMessage, snippet: string): Found {
  const where = { kind: 'chat' as const, roomId: meetingId, meetingId, transcriptionId: null, segmentId: null, msgId: id };
  return { at, id, result: { ...where, speaker, snippet, at: at.toISOString() } };
}
