import { useState } from 'react';
import type { Failure } from '../api/failure.ts';
import { verifyEmail } from '../api/mailed-links.ts';
import { Button } from '../ui/Button.tsx';
import { FailurePage } from '../ui/FailurePage.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { failureOfVerification } from './mailed-link-failures.ts';

type State = { at: 'asking' | 'sending' | 'verified' } | { at: 'failed'; failure: Failure };

/** Where the link of the welcome mail leads. It asks first: programs that look into mails open their links, too. */
export default function VerifyEmailPage({ token }: { token: string }) {
  const [state, setState] = useState<State>({ at: 'asking' });
  const send = async () => {
    setState({ at: 'sending' });
    try {
      await verifyEmail(token);
      setState({ at: 'verified' });
    } catch (error) {
      setState({ at: 'failed', failure: failureOfVerification(error) });
    }
  };
  if (state.at === 'failed') return <FailurePage failure={state.failure} onRetry={() => void send()} />;
  if (state.at === 'verified') return <MessagePage title="Your address is confirmed" text="You can close this page." />;
  return (
    <MessagePage title="Confirm your address" text="Only do so if you made an account here with this e-mail address.">
      <Button busy={state.at === 'sending'} onClick={() => void send()}>
        Confirm
      </Button>
    </MessagePage>
  );
}
