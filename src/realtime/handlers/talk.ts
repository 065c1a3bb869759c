import {
  askQuestion,
  closePoll,
  createPoll,
  reactToMessage,
  relayCaption,
  relayReaction,
  sendMessage,
  upvoteQuestion,
  vote,
} from '../../modules/meetings/index.ts';
import { callerOf, seatOf } from '../sockets/caller.ts';
import type { Handlers } from './handler.ts';

type Talk =
  | ('chat:message' | 'chat:react' | 'react' | 'captions:update')
  | ('poll:create' | 'poll:vote' | 'poll:close' | 'question:ask' | 'question:upvote');

/** What people say to all others. */
export const talkHandlers: Handlers<Talk> = {
  'chat:message': ({ deps }, peer, message) => sendMessage(deps.meetings, callerOf(peer), message),
  'chat:react': ({ deps }, peer, reaction) => reactToMessage(deps.meetings, callerOf(peer), reaction),
  react: async ({ deps }, peer, reaction) => relayReaction(deps.meetings, callerOf(peer), reaction),
  'captions:update': async ({ deps }, peer, caption) => relayCaption(deps.meetings, callerOf(peer), seatOf(peer).breakoutId, caption),
  'poll:create': ({ deps }, peer, poll) => createPoll(deps.meetings, callerOf(peer), poll),
  'poll:vote': ({ deps }, peer, ballot) => vote(deps.meetings, callerOf(peer), ballot),
  'poll:close': ({ deps }, peer, poll) => closePoll(deps.meetings, callerOf(peer), poll),
  'question:ask': ({ deps }, peer, question) => askQuestion(deps.meetings, callerOf(peer), question),
  'question:upvote': ({ deps }, peer, question) => upvoteQuestion(deps.meetings, callerOf(peer), question),
};
