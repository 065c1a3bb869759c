import { VideoTrack } from '@livekit/components-react';
import { ConnectionQuality, Track, type Participant } from 'livekit-client';
import { Icon } from '../../ui/Icon.tsx';
import { Avatar } from './Avatar.tsx';
import { nameOf } from './name-of.ts';
import { useHasRaisedHand } from './raised-hands.ts';
import { useParticipant } from './use-participant.ts';
import './tile.css';

const WEAK = new Set<ConnectionQuality>([ConnectionQuality.Poor, ConnectionQuality.Lost]);

/** One person: their picture, or their initials without one, their name, and whether they can be heard. */
export function PersonTile({ participant }: { participant: Participant }) {
  useParticipant(participant);
  const publication = participant.getTrackPublication(Track.Source.Camera);
  const seen = publication !== undefined && !publication.isMuted && publication.track !== undefined;
  const hasRaisedHand = useHasRaisedHand(participant.identity);
  const muted = !participant.isMicrophoneEnabled;
  const name = participant.isLocal ? `${nameOf(participant)} (you)` : nameOf(participant);
  return (
    <li
      className={participant.isSpeaking && !muted ? 'tile tile-speaking' : 'tile'}
      aria-label={[name, muted && 'microphone off', !seen && 'camera off', hasRaisedHand && 'hand raised'].filter(Boolean).join(', ')}
    >
      <Avatar name={nameOf(participant)} identity={participant.identity} />
      {seen && (
        <VideoTrack
          trackRef={{ participant, publication, source: Track.Source.Camera }}
          className={participant.isLocal ? 'tile-video tile-mirror' : 'tile-video'}
          playsInline
        />
      )}
      <p className={hasRaisedHand ? 'tile-name tile-hand' : 'tile-name'} aria-hidden="true">
        {hasRaisedHand && <Icon name="hand" size={16} />}
        {muted && <Icon name="microphone-off" size={16} />}
        <span>{name}</span>
      </p>
      {WEAK.has(participant.connectionQuality) && <p className="tile-note">Weak connection</p>}
    </li>
  );
}
