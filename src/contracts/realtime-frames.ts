import { type Static, type TSchema, Type } from 'typebox';
import { AssignRequest, BreakoutsRequest, BroadcastRequest } from './breakouts.ts';
import { displayName } from './identifiers.ts';
import { MeetingId } from './meetings.ts';
import { PollRequest } from './polls.ts';
import type { ClientMessageType } from './realtime.ts';
import { writtenText } from './written-text.ts';

const plain = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' });
const id = plain(128);
const nothing = Type.Object({});
const secret = Type.String({ maxLength: 16_384 });
/** Whoever has none may say so: seed 001, section 22, does. */
const maySecret = Type.Optional(Type.Union([secret, Type.Null()]));
/** What two browsers tell each other is theirs; the size of a frame bounds it. */
const description = Type.Unknown();

const join = Type.Object({
  meetingId: MeetingId,
  name: Type.Optional(displayName(64)),
  adminToken: maySecret,
  inviteToken: maySecret,
});

/** What each frame of a client carries as `data`. Sender, name and time are never among it: they are the server's own. */
export const frameSchemas = {
  auth: Type.Object({ token: secret }),
  resume: Type.Object({ meetingId: MeetingId, since: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }),
  'join-meeting': join,
  'leave-meeting': nothing,
  'media:toggle-audio': Type.Object({ isMuted: Type.Boolean() }),
  'media:toggle-video': Type.Object({ isVideoOff: Type.Boolean() }),
  'media:screen-share': Type.Object({ isScreenSharing: Type.Boolean() }),
  'raise-hand': Type.Object({ isHandRaised: Type.Boolean() }),
  react: Type.Object({ emoji: plain(32) }),
  'recording:broadcast-started': nothing,
  'recording:broadcast-stopped': nothing,
  'chat:message': Type.Object({ text: writtenText(2000), replyTo: Type.Optional(Type.Union([id, Type.Null()])) }),
  'chat:react': Type.Object({ msgId: id, emoji: plain(32) }),
  'captions:update': Type.Object({ text: writtenText(2000), final: Type.Boolean() }),
  'breakout:create': BreakoutsRequest,
  'breakout:assign': AssignRequest,
  'breakout:join': Type.Object({ roomId: id }),
  'breakout:leave': Type.Object({ roomId: Type.Optional(id) }),
  'breakout:broadcast': BroadcastRequest,
  'breakout:close': nothing,
  'stream:start': Type.Object({ url: Type.String({ minLength: 1, maxLength: 2048 }) }),
  'stream:stop': nothing,
  'waiting-room:join': join,
  'waiting-room:admit': Type.Object({ meetingId: Type.Optional(MeetingId), waitingId: id }),
  'waiting-room:deny': Type.Object({ meetingId: Type.Optional(MeetingId), waitingId: id }),
  'poll:create': PollRequest,
  'poll:vote': Type.Object({ pollId: id, optionId: id }),
  'poll:close': Type.Object({ pollId: id }),
  'question:ask': Type.Object({ text: writtenText(1000) }),
  'question:upvote': Type.Object({ questionId: id }),
  'signal:offer': Type.Object({ to: id, offer: description }),
  'signal:answer': Type.Object({ to: id, answer: description }),
  'signal:ice-candidate': Type.Object({ to: id, candidate: description }),
} as const satisfies Record<ClientMessageType, TSchema>;

/** The `data` of a frame of one type, once it was checked. */
export type FrameData<T extends ClientMessageType> = Static<(typeof frameSchemas)[T]>;
