import type { MeetingSettings, MeetingStatus } from '../../../src/contracts/meetings.ts';
import type { ToldActivity } from '../../../src/contracts/room-activity.ts';
import type { Role } from '../../../src/contracts/roles.ts';
import { requestJson } from './request.ts';

interface MeetingSummary {
  meetingId: string;
  title: string;
  status: MeetingStatus;
  scheduledAt: string | null;
  locked: boolean;
  waitingRoom: boolean;
}

interface MeetingActivity extends ToldActivity {
  /** Held without an account: it is not recorded, streamed or transcribed. */
  isGuest: boolean;
}

/** What a meeting tells anybody who has its address, with what goes out of it. */
export type PublicMeeting = MeetingSummary & MeetingActivity;

/** Somebody in a meeting, as the API tells of them. */
export interface ToldPerson {
  participantId: string;
  name: string;
  role: Role;
  isMuted: boolean;
  isVideoOff: boolean;
  isScreenSharing: boolean;
  isHandRaised: boolean;
}

/** What is needed to be in a meeting. */
export interface MeetingTicket extends ToldActivity {
  status: 'joined';
  participantId: string;
  role: Role;
  /** LiveKit's token, with which one also speaks to this API. */
  token: string;
  url: string;
  meetingId: string;
  title: string;
  settings: MeetingSettings;
  participants: ToldPerson[];
}

/** A place at the door, until a host decides. */
export interface WaitingTicket {
  status: 'waiting';
  waitingId: string;
  waitingToken: string;
}

/** What somebody brings to the door. */
export interface JoinWish {
  name: string;
  adminToken?: string;
  inviteToken?: string;
}

/** Reads what is public of a meeting. Throws ApiFailure: `not-found`. */
export async function readMeeting(meetingId: string): Promise<PublicMeeting> {
  const path = pathOf(meetingId);
  const [summary, activity] = await Promise.all([
    requestJson<MeetingSummary>('GET', `${path}/public`),
    requestJson<MeetingActivity>('GET', `${path}/activity`),
  ]);
  return { ...summary, ...activity };
}

/**
 * Asks to come in. Throws ApiFailure: `meeting-locked`, `denied`, `kicked`, `invalid-invite`, `forbidden` (a wrong admin
 * token), `meeting-full`, `meeting-not-started`, `meeting-ended`.
 */
export function joinMeeting(meetingId: string, wish: JoinWish): Promise<MeetingTicket | WaitingTicket> {
  return requestJson('POST', `${pathOf(meetingId)}/join`, wish);
}

/** The address of a meeting in the API. */
export function pathOf(meetingId: string): string {
  return `/v1/meetings/${encodeURIComponent(meetingId)}`;
}
