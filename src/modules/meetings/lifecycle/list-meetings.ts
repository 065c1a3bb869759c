import { and, asc, eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { MeetingStatus } from '../../../contracts/meetings.ts';
import { invalidField } from '../../../core/errors.ts';
import { decodeCursor, type Page, toPage } from '../../../core/pagination.ts';
import type { Database } from '../../../platform/db/client.ts';
import { countPeople } from '../people/list-people.ts';
import { type Meeting, meetings } from '../tables.ts';

export interface ListedMeeting extends Meeting {
  /** Who is there now. */
  participantCount: number;
}

interface PageOf {
  limit: number;
  cursor?: string;
}

const open = sql`${meetings.status} in ('active', 'scheduled')`;

/** The active and the scheduled meetings of a workspace, or those of one status; the newest first. */
export function listMeetings(db: Database, workspaceId: string, status: MeetingStatus | undefined, page: PageOf): Promise<Page<ListedMeeting>> {
  const isAsked = status === undefined ? open : and(status === 'active' || status === 'scheduled' ? open : undefined, eq(meetings.status, status));
  return findPage(db, { workspaceId, isAsked, by: meetings.createdAt, direction: latestFirst }, page);
}

/** The meetings of a workspace that are to come, the next one first. */
export function listScheduled(db: Database, workspaceId: string, page: PageOf): Promise<Page<ListedMeeting>> {
  const isAsked = sql`${meetings.status} = 'scheduled'`;
  return findPage(db, { workspaceId, isAsked, by: meetings.scheduledAt, direction: asc }, page);
}

/** The meetings of a workspace that have ended, the latest first. */
export function listHistory(db: Database, workspaceId: string, page: PageOf): Promise<Page<ListedMeeting>> {
  const isAsked = sql`${meetings.status} = 'ended'`;
  return findPage(db, { workspaceId, isAsked, by: meetings.endedAt, direction: latestFirst }, page);
}

/** As the indexes are, which else would be of no use. */
const latestFirst = (column: SQLWrapper) => sql`${column} desc nulls last`;

interface List {
  workspaceId: string;
  isAsked: SQL | undefined;
  by: typeof meetings.createdAt | typeof meetings.scheduledAt | typeof meetings.endedAt;
  direction: typeof latestFirst;
}

/** One page of a list by time and id: what was listed before is passed over by an index, however much it is. */
async function findPage(db: Database, { workspaceId, isAsked, by, direction }: List, { limit, cursor }: PageOf): Promise<Page<ListedMeeting>> {
  const rows = await db
    .select({ ...getTableColumns(meetings), key: sql<string>`${by}::text` })
    .from(meetings)
    .where(and(eq(meetings.workspaceId, workspaceId), isAsked, cursor === undefined ? undefined : isBeyond(by, direction, cursor)))
    .orderBy(direction(by), direction(meetings.id))
    .limit(limit + 1);
  const { items, nextCursor } = toPage(rows, limit, ({ key, id }) => [key, id]);
  const counts = await countPeople(db, items.map(({ id }) => id));
  return { items: items.map((item) => ({ ...item, participantCount: counts.get(item.id) ?? 0 })), nextCursor };
}

/** Exact to the microsecond, as the database has it. */
const timestampText = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)*$/;

function isBeyond(by: List['by'], direction: List['direction'], cursor: string): SQL {
  const [time = '', id = ''] = decodeCursor(cursor, 2);
  if (!timestampText.test(time) || Number.isNaN(Date.parse(time))) throw invalidField('/cursor', 'The cursor is not one that this server gave out.');
  const sign = direction === asc ? sql`>` : sql`<`;
  return sql`(${by}, ${meetings.id}) ${sign} (${time}::timestamptz, ${id})`;
}
