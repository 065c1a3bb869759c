import { type Static, Type } from 'typebox';
import type { ChatReaction } from './repository.ts';
import type { ChatMessage } from './tables.ts';

const ReplyTo = Type.Union([Type.String(), Type.Null()], { description: 'The id of the message that it answers.' });

const Reaction = Type.Object({
  emoji: Type.String(),
  count: Type.Integer(),
  participantIds: Type.Array(Type.String()),
});

export const ChatMessageView = Type.Object({
  msgId: Type.String(),
  participantId: Type.String(),
  participantName: Type.String({ description: 'As they were called then.' }),
  text: Type.String(),
  replyTo: ReplyTo,
  reactions: Type.Array(Reaction, { description: 'One for each emoji, in the order in which they first came.' }),
  createdAt: Type.String({ format: 'date-time' }),
});

export const TranscriptMessage = Type.Object({
  msgId: Type.String(),
  participantName: Type.String(),
  text: Type.String(),
  replyTo: ReplyTo,
  createdAt: Type.String({ format: 'date-time' }),
});

/** A message as it is listed, with what people put on it. */
export function toMessageView(message: ChatMessage, reactions: ChatReaction[]): Static<typeof ChatMessageView> {
  const { participantId } = message;
  return { ...toTranscriptMessage(message), participantId, reactions: groupByEmoji(reactions) };
}

/** A message as it stands in a transcript. */
export function toTranscriptMessage({ id, participantName, text, replyTo, createdAt }: ChatMessage): Static<typeof TranscriptMessage> {
  return { msgId: id, participantName, text, replyTo, createdAt: createdAt.toISOString() };
}

function groupByEmoji(reactions: ChatReaction[]): Static<typeof Reaction>[] {
  return [...Map.groupBy(reactions, ({ emoji }) => emoji)].map(([emoji, some]) => ({
    emoji,
    count: some.length,
    participantIds: some.map(({ participantId }) => participantId),
  }));
}
