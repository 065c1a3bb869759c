import { type Static, Type } from 'typebox';
import { MeetingSettings, MeetingStatus } from '../../../contracts/meetings.ts';
import type { Meeting } from '../tables.ts';
import { settingsOf } from './settings.ts';

export const CreatedMeeting = Type.Object({
  meetingId: Type.String(),
  adminToken: Type.String({ description: 'As `X-Admin-Token`, makes its holder a host. Shown once.' }),
  joinUrl: Type.String({ description: 'A path of this server, where people join.' }),
  title: Type.String(),
  status: MeetingStatus,
  scheduledAt: Type.Optional(Type.String({ format: 'date-time' })),
  settings: MeetingSettings,
});

export function toCreatedMeeting(meeting: Meeting, adminToken: string): Static<typeof CreatedMeeting> {
  const { id: meetingId, title, status, scheduledAt } = meeting;
  const time = scheduledAt ? { scheduledAt: scheduledAt.toISOString() } : {};
  return { meetingId, adminToken, joinUrl: joinUrlOf(meetingId), title, status, ...time, settings: settingsOf(meeting) };
}

/** A path, on which a page lets people join. */
export function joinUrlOf(meetingId: string): string {
  return `/join/${meetingId}`;
}

const NullableTime = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

export const MeetingView = Type.Object({
  meetingId: Type.String(),
  title: Type.String(),
  status: MeetingStatus,
  scheduledAt: NullableTime,
  durationMinutes: Type.Union([Type.Integer(), Type.Null()], { description: 'As planned.' }),
  startedAt: NullableTime,
  endedAt: NullableTime,
  recurringId: Type.Union([Type.String(), Type.Null()]),
  participantCount: Type.Integer({ description: 'Who is there now, in breakouts too.' }),
  createdAt: Type.String({ format: 'date-time' }),
  settings: MeetingSettings,
});

export function toMeetingView(meeting: Meeting & { participantCount: number }): Static<typeof MeetingView> {
  const { id: meetingId, title, status, durationMinutes, recurringId, participantCount } = meeting;
  const { scheduledAt, startedAt, endedAt, createdAt } = meeting;
  return {
    meetingId,
    title,
    status,
    scheduledAt: toIso(scheduledAt),
    durationMinutes,
    startedAt: toIso(startedAt),
    endedAt: toIso(endedAt),
    recurringId,
    participantCount,
    createdAt: createdAt.toISOString(),
    settings: settingsOf(meeting),
  };
}

export const MeetingSummary = Type.Object({
  meetingId: Type.String(),
  title: Type.String(),
  status: MeetingStatus,
  scheduledAt: NullableTime,
  locked: Type.Boolean(),
  waitingRoom: Type.Boolean(),
});

/** What anyone may know who has the address. */
export function toMeetingSummary(meeting: Meeting): Static<typeof MeetingSummary> {
  const { id: meetingId, title, status, scheduledAt, isLocked: locked, hasWaitingRoom: waitingRoom } = meeting;
  return { meetingId, title, status, scheduledAt: toIso(scheduledAt), locked, waitingRoom };
}

/** A time in ISO 8601. */
export function toIso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
