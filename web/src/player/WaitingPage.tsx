import type { LinkedRecording } from '../api/recording-links.ts';
import { MessagePage } from '../ui/MessagePage.tsx';
import { titleOf } from './facts.ts';
import './waiting-page.css';

/** Shown while there is no file yet. It gives way by itself. */
export function WaitingPage({ recording }: { recording: LinkedRecording }) {
  const isRunning = recording.status === 'recording';
  return (
    <MessagePage
      title={isRunning ? `${titleOf(recording)} is still being recorded` : `${titleOf(recording)} is being prepared`}
      text={
        isRunning
          ? 'You can play it here when it has ended.'
          : 'The recording has ended, and its file is being made. That takes some moments.'
      }
    >
      <p className="waiting-page-status" role="status">
        <span className="button-spinner" aria-hidden="true" />
        Stay here: it opens by itself.
      </p>
    </MessagePage>
  );
}
