import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { ENDING_MESSAGES, type Ending } from './endings.ts';

interface EndedPageProps {
  ending: Ending;
  joining: boolean;
  onRejoin: () => void;
}

/** Shown when a stay has ended, whoever ended it. */
export function EndedPage({ ending, joining, onRejoin }: EndedPageProps) {
  const { title, text, rejoin } = ENDING_MESSAGES[ending];
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
