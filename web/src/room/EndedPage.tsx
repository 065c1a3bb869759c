import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import type { EndingMessage } from './endings.ts';

interface EndedPageProps {
  message: EndingMessage;
  joining: boolean;
  onRejoin: () => void;
}

/** Shown when a stay has ended, whoever ended it. */
export function EndedPage({ message, joining, onRejoin }: EndedPageProps) {
  const { title, text, rejoin } = message;
  return (
    <MessagePage title={title} text={text}>
      {rejoin && (
        <Button onClick={onRejoin} busy={joining}>
          {joining ? 'Joining…' : rejoin}
        </Button>
      )}
    </MessagePage>
  );
}
