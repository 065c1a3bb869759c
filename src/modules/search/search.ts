import type { Found, SearchPosition, SearchWish } from '../../contracts/search.ts';
import { invalidField } from '../../core/errors.ts';
import { decodeCursor, type Page, toPage } from '../../core/pagination.ts';
import { readTime } from '../../core/read-time.ts';
import { searchMessages } from '../meetings/index.ts';
import { searchSegments } from '../transcription/index.ts';
import type { SearchDeps } from './deps.ts';

type Kind = Found['result']['kind'];

export interface SearchRequest extends Pick<SearchWish, 'workspaceId' | 'text' | 'limit'> {
  cursor?: string;
  /** What the caller may read. */
  kinds: readonly Kind[];
}

/** Of one time, those of the first kind come first. */
const order: Kind[] = ['segment', 'chat'];
const searches = { segment: searchSegments, chat: searchMessages };

/** A page of what was said and written in a workspace, newest first. */
export async function search({ db }: SearchDeps, { cursor, kinds, limit, ...wish }: SearchRequest): Promise<Page<Found>> {
  const last = readCursor(cursor);
  const wanted = order.filter((kind) => kinds.includes(kind));
  const found = await Promise.all(
    wanted.map((kind) => searches[kind](db, { ...wish, after: positionFor(kind, last), limit: limit + 1 })),
  );
  // Sorting keeps the order of those that are of one time: first by kind, then as they were found.
  const rows = found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit + 1);
  return toPage(rows, limit, ({ at, id, result }) => [at.toISOString(), result.kind, id]);
}

interface Last {
  at: Date;
  kind: Kind;
  id: string;
}

function positionFor(kind: Kind, last: Last | null): SearchPosition | null {
  if (last === null) return null;
  const isInclusive = order.indexOf(kind) > order.indexOf(last.kind);
  return { at: last.at, id: kind === last.kind ? last.id : null, isInclusive };
}

function readCursor(cursor: string | undefined): Last | null {
  if (cursor === undefined) return null;
  const [time = '', kind = '', id = ''] = decodeCursor(cursor, 3);
  const at = readTime(time);
  const known = order.find((each) => each === kind);
  if (at === null || !known || id.includes('\0')) throw invalidField('/cursor', 'The cursor is not one that this server gave out.');
  return { at, kind: known, id };
}
