import { useEffect, useState } from 'react';
import { isResetValid } from '../api/mailed-links.ts';
import type { Failure } from '../api/failure.ts';
import { FailurePage } from '../ui/FailurePage.tsx';
import { LoadingPage } from '../ui/LoadingPage.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { EndedResetPage } from './EndedResetPage.tsx';
import { failureOfReset } from './mailed-link-failures.ts';
import { ResetPasswordForm } from './ResetPasswordForm.tsx';

type State = { at: 'reading' | 'asking' | 'set' | 'ended' } | { at: 'failed'; failure: Failure };

/** Where the link of a mail leads that was asked for by somebody who forgot their password. */
export default function ResetPasswordPage({ token }: { token: string }) {
  const [state, setState] = useState<State>({ at: 'reading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isLeft = false;
    void readLink(token).then((next) => isLeft || setState(next));
    return () => {
      isLeft = true;
    };
  }, [token, tries]);
  switch (state.at) {
    case 'reading':
      return <LoadingPage label="Opening the link" />;
    case 'failed':
      return <FailurePage failure={state.failure} onRetry={() => setTries((count) => count + 1)} />;
    case 'asking':
      return <ResetPasswordForm token={token} onSet={() => setState({ at: 'set' })} />;
    case 'ended':
      return <EndedResetPage />;
    case 'set':
      return <MessagePage title="Your new password is set" text="You are signed out everywhere. From now on, sign in with it." />;
  }
}

async function readLink(token: string): Promise<State> {
  try {
    return { at: (await isResetValid(token)) ? 'asking' : 'ended' };
  } catch (error) {
    const failure = failureOfReset(error);
    return failure.retry ? { at: 'failed', failure } : { at: 'ended' };
  }
}
