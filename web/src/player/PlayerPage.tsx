import { useEffect } from 'react';
import { FailurePage } from '../ui/FailurePage.tsx';
import { LoadingPage } from '../ui/LoadingPage.tsx';
import { failedRecording } from './link-failures.ts';
import { Player } from './Player.tsx';
import { isBeingMade, useLinkedRecording } from './use-linked-recording.ts';
import { WaitingPage } from './WaitingPage.tsx';

/** The page of a signed link: plays its recording, or says why it cannot. */
export default function PlayerPage({ signature }: { signature: string }) {
  const { state, reread } = useLinkedRecording(signature);
  useOtherLink();
  switch (state.at) {
    case 'reading':
      return <LoadingPage label="Opening the recording" />;
    case 'failed':
      return <FailurePage failure={state.failure} onRetry={reread} />;
    case 'read':
      if (isBeingMade(state.recording)) return <WaitingPage recording={state.recording} />;
      if (state.recording.status === 'failed') return <FailurePage failure={failedRecording()} onRetry={reread} />;
      return <Player recording={state.recording} signature={signature} onBroken={reread} />;
  }
}

/** Only the part behind the `#` differs between two links, for which a browser does not load the page anew. */
function useOtherLink(): void {
  useEffect(() => {
    const reload = () => location.reload();
    addEventListener('hashchange', reload);
    return () => removeEventListener('hashchange', reload);
  }, []);
}
