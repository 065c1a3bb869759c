import { fromNow, type MadeMeeting, type MeetingScene } from './meetings.ts';

interface StayDetails {
  roomId?: string;
  /** LiveKit's own name of the stay. */
  sid?: string;
  /** When it was last told of, in ms from now. */
  seen?: number;
}

/** Writes that somebody was in LiveKit, from and until so many ms from now; `until` null: they are still. */
export async function addStay(
  { database, workspaceId }: Pick<MeetingScene, 'database' | 'workspaceId'>,
  { meetingId }: Pick<MadeMeeting, 'meetingId'>,
  identity: string,
  [from, until]: readonly [number, number | null],
  { roomId = meetingId, sid = `PA_${identity}_${Math.random()}`, seen = 0 }: StayDetails = {},
): Promise<void> {
  await database.sql`
    insert into participant_sessions (sid, room_sid, workspace_id, room_id, identity, name, joined_at, left_at, seen_at)
    values (${sid}, 'RM_x', ${workspaceId}, ${roomId}, ${identity}, 'X', ${fromNow(from)}, ${until === null ? null : fromNow(until)}, ${fromNow(seen)})`;
}
