import { type Static, Type } from 'typebox';
import { MeetingStatus } from '../../../contracts/meetings.ts';
import { formatUsd } from '../../../core/money.ts';
import type { Meeting } from '../tables.ts';

const usageFields = {
  durationMinutes: Type.Number({ description: 'From the first join to the last leave, to a hundredth.' }),
  peakParticipants: Type.Integer({ description: 'The most people at once, those in breakouts included.' }),
  costUsd: Type.String({ description: 'A decimal with four places.' }),
};

export const EndedMeeting = Type.Object({ meetingId: Type.String(), status: MeetingStatus, ...usageFields });

export const PastMeeting = Type.Object({
  meetingId: Type.String(),
  title: Type.String(),
  startedAt: Type.String({ format: 'date-time' }),
  endedAt: Type.String({ format: 'date-time' }),
  ...usageFields,
});

type Usage = Pick<Meeting, 'durationMs' | 'peakParticipants' | 'cost'>;

/** What a meeting used and what was charged for it, as customers read it. */
export function usageOf({ durationMs, peakParticipants, cost }: Usage) {
  const durationMinutes = Math.round((durationMs ?? 0) / 600) / 100;
  return { durationMinutes, peakParticipants: peakParticipants ?? 0, costUsd: formatUsd(cost ?? 0n) };
}

export function toEndedMeeting(meeting: Meeting): Static<typeof EndedMeeting> {
  return { meetingId: meeting.id, status: meeting.status, ...usageOf(meeting) };
}

export function toPastMeeting(meeting: Meeting): Static<typeof PastMeeting> {
  const { id: meetingId, title, startedAt, endedAt, createdAt } = meeting;
  const times = { startedAt: (startedAt ?? createdAt).toISOString(), endedAt: (endedAt ?? createdAt).toISOString() };
  return { meetingId, title, ...times, ...usageOf(meeting) };
}
