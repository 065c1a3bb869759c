/** What a client may send over the realtime gateway (seed 001, sections 10 and 11). */
export const clientMessageTypes = [
  'auth',
  'resume',
  'join-meeting',
  'leave-meeting',
  'media:toggle-audio',
  'media:toggle-video',
  'media:screen-share',
  'raise-hand',
  'react',
  'recording:broadcast-started',
  'recording:broadcast-stopped',
  'chat:message',
  'chat:react',
  'captions:update',
  'breakout:create',
  'breakout:assign',
  'breakout:join',
  'breakout:leave',
  'breakout:broadcast',
  'breakout:close',
  'stream:start',
  'stream:stop',
  'waiting-room:join',
  'waiting-room:admit',
  'waiting-room:deny',
  'poll:create',
  'poll:vote',
  'poll:close',
  'question:ask',
  'question:upvote',
  'signal:offer',
  'signal:answer',
  'signal:ice-candidate',
] as const;
export type ClientMessageType = (typeof clientMessageTypes)[number];

/** What the gateway sends to the people of a meeting. Answers to one socket (ack, error, resumed) are not among these. */
export const meetingEventTypes = [
  'participant:joined',
  'participant:left',
  'participant:updated',
  'admin:mute',
  'admin:unmute',
  'admin:kick',
  'meeting:ended',
  'meeting:all-muted',
  'meeting:settings-updated',
  'chat:message',
  'chat:react',
  'react',
  'recording:started',
  'recording:stopped',
  'captions:update',
  'breakout:created',
  'breakout:updated',
  'breakout:assigned',
  'breakout:participant-joined',
  'breakout:participant-left',
  'breakout:message',
  'breakout:closed',
  'breakout:all-closed',
  'stream:started',
  'stream:stopped',
  'waiting-room:admitted',
  'waiting-room:denied',
  'waiting-room:participant-waiting',
  'poll:created',
  'poll:updated',
  'poll:closed',
  'question:updated',
  'notes:updated',
  'transcription:segment',
  'signal:offer',
  'signal:answer',
  'signal:ice-candidate',
] as const;
export type MeetingEventType = (typeof meetingEventTypes)[number];

/**
 * Who an event of a meeting is for: everybody in it, its hosts, one person, the people in one breakout, or somebody who
 * waits at the door. What a later one has replaced is for nobody.
 */
export type Audience = 'nobody' | 'everybody' | 'hosts' | `person:${string}` | `breakout:${string}` | `waiting:${string}`;

/** An event of a meeting as it goes from process to process; without a `seq` it is not stored. */
export interface MeetingEvent {
  type: MeetingEventType;
  audience: Audience;
  data: Record<string, unknown>;
  seq?: number;
}
