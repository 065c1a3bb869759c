import { roomOfBreakout } from '../../../contracts/meetings.ts';
import type { Audience, MeetingEvent } from '../../../contracts/realtime.ts';
import type { Segment } from '../../../contracts/transcription.ts';
import { ignoreNotFound } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeetingIn } from '../events/change-meeting.ts';
import { publishEvents } from '../events/publish-events.ts';

/** Where in a meeting somebody was heard. */
export interface HeardAt {
  workspaceId: string;
  meetingId: string;
  /** The meeting's own room, or a breakout's. */
  roomId: string;
}

/** What somebody says; not `final` while it may still change. */
export type SpokenSegment = Omit<Segment, 'words'> & { final: boolean };

/**
 * Tells the people in a room of a meeting what was said there, in the transaction that stores it. What comes when the
 * meeting itself is gone is told to nobody. @returns what is to be called after the commit.
 */
export async function tellSegments(
  tx: Transaction,
  { fanout }: Pick<MeetingsDeps, 'fanout'>,
  at: HeardAt,
  segments: readonly SpokenSegment[],
): Promise<() => void> {
  const { meetingId, workspaceId } = at;
  const stored = changeMeetingIn(tx, { fanout }, { meetingId, workspaceId }, async (_tx, _meeting, tell) => {
    for (const segment of segments) tell(segmentEvent(at, segment));
  });
  const done = await stored.catch(ignoreNotFound);
  return () => {
    done?.publish();
    publishEvents(fanout, meetingId, segments.flatMap((segment) => captionEvent(at, segment)));
  };
}

/** Shows what is being said to whoever is there now. */
export function tellPartialSegment({ fanout }: Pick<MeetingsDeps, 'fanout'>, at: HeardAt, segment: SpokenSegment): void {
  publishEvents(fanout, at.meetingId, [...captionEvent(at, segment), segmentEvent(at, segment)]);
}

function segmentEvent(at: HeardAt, segment: SpokenSegment): MeetingEvent {
  return { type: 'transcription:segment', audience: audienceAt(at), data: { ...segment } };
}

/** Whose words nobody knows are shown to nobody. */
function captionEvent(at: HeardAt, { participantId: pid, text, final }: SpokenSegment): MeetingEvent[] {
  return pid === null ? [] : [{ type: 'captions:update', audience: audienceAt(at), data: { pid, text, final } }];
}

/** What is said in a breakout is for those who are there. */
function audienceAt({ meetingId, roomId }: HeardAt): Audience {
  const breakoutOf = roomOfBreakout(meetingId, '');
  return roomId.startsWith(breakoutOf) ? `breakout:${roomId.slice(breakoutOf.length)}` : 'everybody';
}
