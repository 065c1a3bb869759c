import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Message } from '../meeting-state.ts';
import { plainText } from './rich-text.ts';

const MAX_LENGTH = 2000;

interface ChatFormProps {
  /** What the next message answers. */
  replyTo: Message | null;
  onReplyDone: () => void;
}

/** Where one writes. Enter sends, with shift it begins a new line, escape gives up answering. */
export function ChatForm({ replyTo, onReplyDone }: ChatFormProps) {
  const { isConnected } = useMeetingPage();
  const { text, setText, submit, press } = useComposer({ replyTo, onReplyDone });
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), [replyTo]);
  return (
    <form className="chat-form" onSubmit={submit}>
      {replyTo && <Replying to={replyTo} onCancel={onReplyDone} />}
      {!isConnected && (
        <p className="side-panel-hint" role="status">
          The connection to the chat is being made…
        </p>
      )}
      <div className="chat-write">
        <textarea
          ref={field}
          rows={2}
          aria-label="Message to everybody"
          placeholder="Message to everybody"
          maxLength={MAX_LENGTH}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
        />
        <IconButton icon="send" label="Send" type="submit" disabled={text.trim() === ''} />
      </div>
      {text.length > MAX_LENGTH - 200 && <p className="chat-left">{MAX_LENGTH - text.length} characters left</p>}
    </form>
  );
}

function Replying({ to, onCancel }: { to: Message; onCancel: () => void }) {
  return (
    <p className="chat-replying">
      <span>
        Reply to {to.name}: {plainText(to.text)}
      </span>
      <IconButton icon="close" label="Do not reply" onClick={onCancel} />
    </p>
  );
}

/** What is being written, and what its keys do. */
function useComposer({ replyTo, onReplyDone }: ChatFormProps) {
  const { client, attempt } = useMeetingPage();
  const [text, setText] = useState('');
  const send = async () => {
    const said = text.trim();
    if (!said) return;
    setText('');
    const isSent = await attempt(
      client.ask('chat:message', { text: said, ...(replyTo ? { replyTo: replyTo.msgId } : {}) }),
    );
    if (isSent) onReplyDone();
    // What was not sent is given back, unless the person goes on with something else.
    else setText((present) => present || said);
  };
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    void send();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
    if (event.key !== 'Escape' || !replyTo) return;
    event.preventDefault();
    onReplyDone();
  };
  return { text, setText, submit, press };
}
