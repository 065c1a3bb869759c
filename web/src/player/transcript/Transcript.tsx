import { useDeferredValue, useMemo, useRef, useState, type RefObject } from 'react';
import { transcriptUrl, type LinkedTranscription, type TranscriptFormat } from '../../api/linked-transcripts.ts';
import { nameLanguage } from '../../lib/languages.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { search, toSearchable, type Match } from './search.ts';
import { SearchField } from './SearchField.tsx';
import { SegmentList } from './SegmentList.tsx';
import type { ShownSegment } from './spots.ts';
import { useFollow } from './use-follow.ts';
import { useMarks } from './use-marks.ts';
import { useSpot } from './use-spot.ts';

interface TranscriptProps {
  media: RefObject<HTMLMediaElement | null>;
  transcription: LinkedTranscription;
  segments: ShownSegment[];
  signature: string;
  /** From there, in seconds. */
  onPlay: (seconds: number) => void;
}

/** What is said in a recording: it follows the playback, leads to every word, and can be searched and kept. */
export function Transcript({ media, transcription, segments, signature, onPlay }: TranscriptProps) {
  const box = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const list = useInSlices(segments);
  const matches = useMatches(list, query);
  const spot = useSpot(media, segments);
  useMarks(box, spot, matches ?? list);
  const { isFollowing, follow } = useFollow(box, spot, matches !== null);
  return (
    <>
      <header className="transcript-header">
        <h2>Transcript</h2>
        <span className="transcript-language">{nameLanguage(transcription.language)}</span>
        <SearchField query={query} found={matches?.length ?? null} onChange={setQuery} />
      </header>
      <div className="transcript-box" ref={box}>
        {segments.length === 0 && <p className="transcript-empty">Nothing is said in this recording.</p>}
        {matches?.length === 0 && <p className="transcript-empty">Nothing like that is said.</p>}
        <SegmentList segments={list} matches={matches} onPlay={onPlay} />
        {!isFollowing && matches === null && (
          <div className="transcript-return">
            <Button size="small" onClick={follow}>
              <Icon name="down" size={16} />
              Follow the playback
            </Button>
          </div>
        )}
      </div>
      <Downloads signature={signature} />
    </>
  );
}

/** The beginning at once, all of it when it is drawn: hours of talk are, a little at a time, without holding up the page. */
function useInSlices(segments: readonly ShownSegment[]): readonly ShownSegment[] {
  const first = useMemo(() => segments.slice(0, 50), [segments]);
  return useDeferredValue(segments, first);
}

/** While letters are still being typed, the list may lag behind them. */
function useMatches(segments: readonly ShownSegment[], query: string): Match[] | null {
  const searchable = useMemo(() => segments.map(toSearchable), [segments]);
  const wanted = useDeferredValue(query);
  return useMemo(() => search(searchable, wanted), [searchable, wanted]);
}

const FORMATS: [format: TranscriptFormat, name: string, what: string][] = [
  ['text', 'TXT', 'Download as text'],
  ['srt', 'SRT', 'Download as SubRip subtitles'],
  ['vtt', 'VTT', 'Download as WebVTT subtitles'],
];

function Downloads({ signature }: { signature: string }) {
  return (
    <footer className="transcript-downloads">
      <Icon name="download" size={16} />
      {FORMATS.map(([format, name, what]) => (
        <a key={format} href={transcriptUrl(signature, format)} download aria-label={what} title={what}>
          {name}
        </a>
      ))}
    </footer>
  );
}
