import { type Static, Type } from 'typebox';

export const meetingStatuses = ['scheduled', 'active', 'ended', 'cancelled'] as const;
export const MeetingStatus = Type.Enum([...meetingStatuses]);
export type MeetingStatus = Static<typeof MeetingStatus>;

/** Where somebody stands who asked to come in. */
export type PersonState = 'waiting' | 'admitted' | 'denied' | 'kicked';

/** How a meeting is held (seed 001, section 6). */
export const MeetingSettings = Type.Object({
  muteOnJoin: Type.Boolean({ description: 'The first audio track that somebody publishes is muted; they may unmute it.' }),
  videoOffOnJoin: Type.Boolean({ description: 'The same for video.' }),
  maxParticipants: Type.Integer({ minimum: 1, maximum: 10_000, description: 'Seats.' }),
  locked: Type.Boolean({ description: 'Nobody comes in but with an invite or the admin token.' }),
  waitingRoom: Type.Boolean({ description: 'Who comes waits until a host admits them.' }),
});
export type MeetingSettings = Static<typeof MeetingSettings>;

/** Such as `abc-defg-hij`. */
export const MeetingId = Type.String({ minLength: 1, maxLength: 128, description: 'The id of a meeting.' });
export const MeetingParams = Type.Object({ meetingId: MeetingId });

/** The room of a breakout: a LiveKit room of its own. */
export function roomOfBreakout(meetingId: string, breakoutId: string): string {
  return `${meetingId}~${breakoutId}`;
}

/** Whether this may be the id of a meeting: such as `abc-defg-hij`. */
export function isMeetingId(text: string): boolean {
  return /^[2-9a-z]{3}-[2-9a-z]{4}-[2-9a-z]{3}$/.test(text);
}

/** Such as `abc-defg-hij~…`. Rooms that callers name otherwise are nobody's breakouts. */
const breakoutRoom = /^([2-9a-z]{3}-[2-9a-z]{4}-[2-9a-z]{3})~/;

/** The meeting that a room is a breakout of, if it is one; else the room itself, which may be a meeting's main one. */
export function meetingOfRoom(roomId: string): string {
  return breakoutRoom.exec(roomId)?.[1] ?? roomId;
}

/** The workspace of the meetings that nobody's key has made; no key speaks for it. */
export const guestWorkspaceId = 'ws_guests';
