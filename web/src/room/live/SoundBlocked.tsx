import { useAudioPlayback } from '@livekit/components-react';
import { Icon } from '../../ui/Icon.tsx';
import './banner.css';

/** Browsers may hold back sound until the person presses something: offers that something. */
export function SoundBlocked() {
  const { canPlayAudio, startAudio } = useAudioPlayback();
  if (canPlayAudio) return null;
  return (
    <p className="banner" role="status">
      The browser holds the sound back.
      <button type="button" className="banner-button" onClick={() => void startAudio()}>
        <Icon name="sound" size={18} />
        Turn on sound
      </button>
    </p>
  );
}
