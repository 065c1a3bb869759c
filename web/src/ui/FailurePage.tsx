import { useCountdown } from '../lib/use-countdown.ts';
import { Button } from './Button.tsx';
import { MessagePage } from './MessagePage.tsx';
import type { Failure } from '../api/failure.ts';

/** A failure that leaves nothing else to show, with another try where one can help. */
export function FailurePage({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const wait = useCountdown(failure.retryAfter ?? 0, failure);
  return (
    <MessagePage title={failure.title} text={failure.text} note={failure.note}>
      {failure.retry && (
        <Button onClick={onRetry} disabled={wait > 0}>
          {wait > 0 ? `Try again in ${wait} s` : 'Try again'}
        </Button>
      )}
    </MessagePage>
  );
}
