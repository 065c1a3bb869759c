import { type Static, Type } from 'typebox';

const nullableText = Type.Union([Type.String(), Type.Null()]);

/** Something that was said or written, and what of it was looked for. */
export const SearchResult = Type.Object({
  kind: Type.Enum(['segment', 'chat'], { description: '`segment`: somebody said it; `chat`: somebody wrote it in a meeting.' }),
  roomId: nullableText,
  meetingId: nullableText,
  transcriptionId: nullableText,
  speaker: nullableText,
  snippet: Type.String({ description: 'Plain text.' }),
  at: Type.String({ format: 'date-time', description: 'Of what was said in a recording: when it was transcribed.' }),
  segmentId: nullableText,
  msgId: nullableText,
});
export type SearchResult = Static<typeof SearchResult>;

/** A result and what it is ordered by besides its time. */
export interface Found {
  at: Date;
  /** Unique among all of one kind. */
  id: string;
  result: SearchResult;
}

/** Where to go on, from the newest to the oldest. */
export interface SearchPosition {
  at: Date;
  /** Only what comes after this one at the same time; null for nothing of that time. */
  id: string | null;
  /** Whether all of that time is still to come. */
  isInclusive: boolean;
}

export interface SearchWish {
  workspaceId: string;
  /** As typed: see core/parse-search.ts. */
  text: string;
  after: SearchPosition | null;
  limit: number;
}
