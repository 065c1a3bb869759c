import { MessagePage } from '../ui/MessagePage.tsx';
import { endedReset } from './mailed-link-failures.ts';

/** Says that a mailed link sets no password any more, and leads to where another one is asked for. */
export function EndedResetPage() {
  const { title, text } = endedReset();
  return (
    <MessagePage title={title} text={text}>
      <a className="button button-primary" href="/forgot-password">
        Get another link
      </a>
    </MessagePage>
  );
}
