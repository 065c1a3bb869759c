import { plainText } from '../chat/rich-text.ts';
import { useMeetingPage } from './meeting-context.ts';

/** Reads aloud what was written while the chat is closed. Open, it is read there. */
export function NewsAnnouncer() {
  const { state } = useMeetingPage();
  const last = state.messages.at(-1);
  const isNews = !state.isChatOpen && state.unread > 0 && last !== undefined && last.participantId !== state.myId;
  return (
    <p className="visually-hidden" role="status">
      {isNews ? `${last.name} wrote: ${plainText(last.text)}` : ''}
    </p>
  );
}
