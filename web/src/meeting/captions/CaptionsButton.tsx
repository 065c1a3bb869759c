import { Icon } from '../../ui/Icon.tsx';
import '../../ui/round-button.css';
import { useTranscription } from '../transcription/transcription-context.ts';

/** Shows and hides what is said as text; the key T does the same. */
export function CaptionsButton() {
  const { captionsOn, toggleCaptions } = useTranscription();
  return (
    <button
      type="button"
      className={captionsOn ? 'round-button control-active' : 'round-button'}
      aria-label="Captions"
      aria-pressed={captionsOn}
      aria-keyshortcuts="T"
      title={captionsOn ? 'Hide captions (T)' : 'Show captions (T)'}
      onClick={toggleCaptions}
    >
      <Icon name="captions" size={22} />
      <span className="round-button-label">Captions</span>
    </button>
  );
}
