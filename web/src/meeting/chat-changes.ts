import type { FrameChanges } from './frame-changes.ts';
import type { MeetingState, Message, ReactionsOfMessage } from './meeting-state.ts';

/** A message as `GET …/chat` lists it. */
export interface ListedMessage {
  msgId: string;
  participantId: string;
  participantName: string;
  text: string;
  replyTo: string | null;
  reactions: { emoji: string; participantIds: string[] }[];
  createdAt: string;
}

interface ToldMessage {
  msgId: string;
  from: string;
  name: string;
  text: string;
  timestamp: string;
  replyTo: string | null;
}

interface ToldReaction {
  msgId: string;
  participantId: string;
  emoji: string;
}

export const chatChanges: FrameChanges = {
  'chat:message': (state, data) => receive(state, data as unknown as ToldMessage),
  'chat:react': (state, data) => react(state, data as unknown as ToldReaction),
};

/** Puts listed messages, newest or older ones, to those that are known. `earlier` is where still older ones go on. */
export function addListed(state: MeetingState, listed: readonly ListedMessage[], earlier: string | null): MeetingState {
  const read = listed.map(({ participantName, reactions, ...message }): Message => {
    return {
      ...message,
      name: participantName,
      reactions: Object.fromEntries(reactions.map((one) => [one.emoji, one.participantIds])),
    };
  });
  const known = new Map([...state.messages, ...read].map((message) => [message.msgId, message]));
  const messages = [...known.values()].toSorted(
    (one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt),
  );
  return { ...state, messages, earlier };
}

export function openChat(state: MeetingState, isChatOpen: boolean): MeetingState {
  return { ...state, isChatOpen, unread: 0 };
}

function receive(
  state: MeetingState,
  { msgId, from, name, text, timestamp, replyTo = null }: ToldMessage,
): MeetingState {
  if (state.messages.some((message) => message.msgId === msgId)) return state;
  const message: Message = { msgId, participantId: from, name, text, replyTo, reactions: {}, createdAt: timestamp };
  const isUnread = !state.isChatOpen && from !== state.myId;
  return { ...state, messages: [...state.messages, message], unread: state.unread + (isUnread ? 1 : 0) };
}

function react(state: MeetingState, { msgId, participantId, emoji }: ToldReaction): MeetingState {
  const messages = state.messages.map((message) =>
    message.msgId === msgId ? { ...message, reactions: addReaction(message.reactions, emoji, participantId) } : message,
  );
  return { ...state, messages };
}

function addReaction(reactions: ReactionsOfMessage, emoji: string, participantId: string): ReactionsOfMessage {
  const others = (reactions[emoji] ?? []).filter((id) => id !== participantId);
  return { ...reactions, [emoji]: [...others, participantId] };
}
