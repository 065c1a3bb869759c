import { useCallback, useState } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { EmojiChoice } from '../live/EmojiChoice.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Message } from '../meeting-state.ts';
import { plainText } from './rich-text.ts';
import { RichText } from './RichText.tsx';

interface ChatMessageProps {
  message: Message;
  /** What it answers, if that is known here. */
  answered: Message | undefined;
  /** It goes on with what the same person just wrote. */
  isFollowUp: boolean;
  onReply: (message: Message) => void;
}

/** One message, with what it answers, what people put on it, and what one can do with it. */
export function ChatMessage({ message, answered, isFollowUp, onReply }: ChatMessageProps) {
  const { state } = useMeetingPage();
  const isMine = message.participantId === state.myId;
  const time = new Date(message.createdAt);
  return (
    <li className={isFollowUp ? 'chat-message chat-message-follow' : 'chat-message'}>
      <p className={isFollowUp ? 'visually-hidden' : 'chat-head'}>
        <strong>{isMine ? 'You' : message.name}</strong>{' '}
        <time dateTime={message.createdAt}>
          {time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
        </time>
      </p>
      {message.replyTo && (
        <p className="chat-quote">
          {answered
            ? `${answered.participantId === state.myId ? 'You' : answered.name}: ${plainText(answered.text)}`
            : 'An earlier message'}
        </p>
      )}
      <div className="chat-text">
        <RichText text={message.text} />
      </div>
      <MessageReactions message={message} />
      <MessageActions message={message} onReply={onReply} />
    </li>
  );
}

function MessageReactions({ message }: { message: Message }) {
  const { state, client, attempt } = useMeetingPage();
  const given = Object.entries(message.reactions).filter(([, ids]) => ids.length > 0);
  if (given.length === 0) return null;
  const nameOf = (id: string) =>
    id === state.myId ? 'You' : (state.people.find((one) => one.participantId === id)?.name ?? 'Somebody');
  return (
    <ul className="chat-reactions" aria-label="Reactions">
      {given.map(([emoji, ids]) => (
        <li key={emoji}>
          <button
            type="button"
            className={ids.includes(state.myId) ? 'chat-reaction chat-reaction-mine' : 'chat-reaction'}
            title={ids.map(nameOf).join(', ')}
            aria-label={`${emoji} ${ids.length}: ${ids.map(nameOf).join(', ')}`}
            onClick={() =>
              ids.includes(state.myId) || void attempt(client.ask('chat:react', { msgId: message.msgId, emoji }))
            }
          >
            {emoji} {ids.length}
          </button>
        </li>
      ))}
    </ul>
  );
}

function MessageActions({ message, onReply }: Pick<ChatMessageProps, 'message' | 'onReply'>) {
  const { client, attempt } = useMeetingPage();
  const [isChoosing, setChoosing] = useState(false);
  const close = useCallback(() => setChoosing(false), []);
  const react = (emoji: string) => {
    close();
    void attempt(client.ask('chat:react', { msgId: message.msgId, emoji }));
  };
  return (
    <div className={isChoosing ? 'chat-actions chat-actions-open' : 'chat-actions'}>
      <IconButton icon="smile" label={`React to ${message.name}`} onClick={() => setChoosing(!isChoosing)} />
      <IconButton icon="reply" label={`Reply to ${message.name}`} onClick={() => onReply(message)} />
      {isChoosing && <EmojiChoice label="Reactions to this message" onChoose={react} onClose={close} />}
    </div>
  );
}
