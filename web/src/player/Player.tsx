import { useCallback, useRef } from 'react';
import { fileUrl, stripUrl, type LinkedRecording } from '../api/recording-links.ts';
import { usePageTitle } from '../lib/use-page-title.ts';
import { PageFrame } from '../ui/PageFrame.tsx';
import { Facts } from './Facts.tsx';
import { titleOf } from './facts.ts';
import { PlaybackProblem } from './PlaybackProblem.tsx';
import { PlayerHeader } from './PlayerHeader.tsx';
import { Strip } from './Strip.tsx';
import { TranscriptPanel } from './transcript/TranscriptPanel.tsx';
import { useLinkedTranscript } from './transcript/use-linked-transcript.ts';
import { usePlayback } from './use-playback.ts';
import '../ui/button.css';
import './player.css';

interface PlayerProps {
  recording: LinkedRecording;
  signature: string;
  /** Playing failed: perhaps the link has expired meanwhile, or the file was deleted. */
  onBroken: () => void;
}

/** A recording that can be played: what it is, the browser's own player, its pictures, what is said, the file to keep. */
export function Player({ recording, signature, onBroken }: PlayerProps) {
  const title = titleOf(recording);
  const url = fileUrl(recording.recordingId, signature);
  const isAudio = recording.mimeType.startsWith('audio/');
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const playback = usePlayback(media, url, onBroken);
  const duration = recording.durationSeconds ?? playback.duration;
  const transcript = useLinkedTranscript(signature);
  const playFrom = usePlayFrom(media);
  usePageTitle(title);
  const Media = isAudio ? 'audio' : 'video';
  return (
    <PageFrame wide>
      <article className="player">
        <PlayerHeader title={title} url={url} filename={recording.filename} />
        <div className="player-columns">
          <div className="player-stage">
            <Media
              ref={media}
              className={`player-${Media}`}
              src={url}
              hidden={playback.problem === 'unsupported'}
              controls
              playsInline
              preload="metadata"
              aria-label={`Recording ${title}`}
              {...playback.listeners}
            />
            {playback.problem && <PlaybackProblem problem={playback.problem} onRetry={playback.retry} />}
            {recording.hasStrip && duration !== null && (
              <Strip
                url={stripUrl(recording.recordingId, signature)}
                {...{ duration, position: playback.position, seamless: isAudio, onSeek: playback.seek }}
              />
            )}
            <Facts recording={recording} duration={duration} />
          </div>
          <TranscriptPanel {...transcript} {...{ media, signature, onPlay: playFrom, onReread: transcript.reread }} />
        </div>
      </article>
    </PageFrame>
  );
}

/** Goes to a time and plays. The same function between draws. */
function usePlayFrom(media: { current: HTMLMediaElement | null }): (seconds: number) => void {
  return useCallback(
    (seconds) => {
      const player = media.current;
      if (!player) return;
      player.currentTime = seconds;
      // A browser that does not let it play stands there all the same.
      void player.play().catch(() => {});
    },
    [media],
  );
}
