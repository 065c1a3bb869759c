import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Message } from '../meeting-state.ts';
import { readChat } from '../read-afresh.ts';
import { ChatForm } from './ChatForm.tsx';
import { ChatMessage } from './ChatMessage.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';
import './chat.css';

/** What people write to everybody. */
export function ChatPanel() {
  const { state, dispatch } = useMeetingPage();
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useStickToEnd(list, state.messages.at(-1)?.msgId);
  useEffect(() => {
    dispatch({ type: 'chat-open', isOpen: true });
    return () => dispatch({ type: 'chat-open', isOpen: false });
  }, [dispatch]);
  const byId = new Map(state.messages.map((message) => [message.msgId, message]));
  return (
    <>
      <div ref={list} className="side-panel-body chat-list" role="log" aria-label="Messages" tabIndex={0}>
        {state.earlier && <Earlier cursor={state.earlier} />}
        {state.messages.length === 0 && (
          <p className="side-panel-hint">Nobody has written yet. Everybody in the meeting reads what you write here.</p>
        )}
        <ul>
          {state.messages.map((message, index) => (
            <ChatMessage
              key={message.msgId}
              message={message}
              answered={message.replyTo ? byId.get(message.replyTo) : undefined}
              isFollowUp={isFollowUp(state.messages[index - 1], message)}
              onReply={setReplyTo}
            />
          ))}
        </ul>
      </div>
      <ChatForm replyTo={replyTo} onReplyDone={useCallback(() => setReplyTo(null), [])} />
    </>
  );
}

function Earlier({ cursor }: { cursor: string }) {
  const { session, dispatch, attempt } = useMeetingPage();
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    await attempt(readChat(session, cursor).then(dispatch));
    setReading(false);
  };
  return (
    <Button look="plain" size="small" busy={isReading} onClick={() => void read()}>
      Earlier messages
    </Button>
  );
}

/** Within five minutes of the same person's last one, a message needs no name of its own. */
function isFollowUp(before: Message | undefined, message: Message): boolean {
  if (!before || before.participantId !== message.participantId || message.replyTo) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < 5 * 60_000;
}
