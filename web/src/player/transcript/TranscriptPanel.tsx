import type { RefObject } from 'react';
import type { LinkedTranscription } from '../../api/linked-transcripts.ts';
import { Button } from '../../ui/Button.tsx';
import { Transcript } from './Transcript.tsx';
import type { TranscriptState } from './use-linked-transcript.ts';
import './transcript.css';

interface TranscriptPanelProps {
  state: TranscriptState;
  media: RefObject<HTMLMediaElement | null>;
  signature: string;
  onPlay: (seconds: number) => void;
  onReread: () => void;
}

/** What stands beside a recording: its transcript, or how far that is. */
export function TranscriptPanel({ state, onReread, ...rest }: TranscriptPanelProps) {
  return (
    <section className={`transcript transcript-${state.at}`} aria-label="Transcript">
      {state.at === 'done' ? <Transcript {...state} {...rest} /> : <Standing state={state} onReread={onReread} />}
    </section>
  );
}

type Unfinished = Exclude<TranscriptState, { at: 'done' }>;

function Standing({ state, onReread }: { state: Unfinished; onReread: () => void }) {
  switch (state.at) {
    case 'running':
      return <Progress transcription={state.transcription} />;
    case 'failed':
      return <p>The transcript of this recording could not be made. The recording itself plays as ever.</p>;
    case 'unread':
      return (
        <>
          <p>The transcript did not come. The server may be away for the moment.</p>
          <Button look="plain" size="small" onClick={onReread}>
            Try again
          </Button>
        </>
      );
    case 'reading':
    case 'none':
      return null;
  }
}

/** It goes on by itself, and gives way to the transcript. */
function Progress({ transcription: { status, progress } }: { transcription: LinkedTranscription }) {
  const isQueued = status === 'queued';
  return (
    <>
      <h2>{isQueued ? 'The transcript is about to be made' : 'The transcript is being made'}</h2>
      <progress max={100} value={isQueued ? undefined : progress} aria-label="Transcribed so far" />
      <p role="status">{isQueued ? 'It appears here by itself.' : `${progress} % done. It appears here by itself.`}</p>
    </>
  );
}
