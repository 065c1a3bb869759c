import type { CSSProperties } from 'react';
import { hueOf } from '../../room/live/hue-of.ts';
import { useMeetingPage } from '../live/meeting-context.ts';
import { useTranscription } from '../transcription/transcription-context.ts';
import { lifeOf, type CaptionLine } from './caption-lines.ts';
import { useCaptions } from './use-captions.ts';
import './captions.css';

/** Who says what, below the stage, in a place that keeps its height. */
export function Captions() {
  const { captionsOn } = useTranscription();
  return captionsOn ? <CaptionBand /> : null;
}

function CaptionBand() {
  const lines = useCaptions();
  const nameOf = useNames();
  const { isTranscribing } = useTranscription();
  return (
    <section className="captions" aria-label="Captions">
      {lines.length === 0 && <p className="captions-hint">{hintOf(isTranscribing)}</p>}
      <div className="captions-lines" aria-hidden="true">
        {lines.map((line, index) => (
          <Line key={line.key} line={line} name={sameAs(lines[index - 1], line) ? null : nameOf(line)} />
        ))}
      </div>
      <FinalLines lines={lines} nameOf={nameOf} />
    </section>
  );
}

/** Fades out by itself when it was there for long enough. */
function Line({ line, name }: { line: CaptionLine; name: string | null }) {
  const style = { '--hue': hueOf(line.speakerId ?? ''), '--fade-after': `${lifeOf(line) - 600}ms` } as CSSProperties;
  return (
    <p className={line.isFinal ? 'captions-line captions-final' : 'captions-line'} style={style}>
      <bdi className="captions-name">{name}</bdi>
      <span className="captions-text">
        <span dir="auto">{line.text}</span>
      </span>
    </p>
  );
}

/** Only what does not change any more is read aloud. */
function FinalLines({ lines, nameOf }: { lines: readonly CaptionLine[]; nameOf: (line: CaptionLine) => string }) {
  return (
    <ol className="visually-hidden" role="log" aria-live="polite" aria-label="What was said">
      {lines
        .filter((line) => line.isFinal)
        .map((line) => (
          <li key={line.key}>
            <bdi>{nameOf(line)}</bdi>: <bdi>{line.text}</bdi>
          </li>
        ))}
    </ol>
  );
}

function useNames(): (line: CaptionLine) => string {
  const { state } = useMeetingPage();
  return ({ speaker, speakerId }) => {
    if (speakerId === state.myId) return 'You';
    const person = state.people.find(({ participantId }) => participantId === speakerId);
    return speaker ?? person?.name ?? 'Somebody';
  };
}

function sameAs(one: CaptionLine | undefined, other: CaptionLine): boolean {
  return one !== undefined && one.speakerId !== null && one.speakerId === other.speakerId;
}

function hintOf(isTranscribing: boolean): string {
  return isTranscribing
    ? 'What is said appears here.'
    : 'What is said appears here as soon as the meeting is transcribed, or people send captions.';
}
