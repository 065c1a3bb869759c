import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import { Icon } from '../../ui/Icon.tsx';
import { usePlaceWord } from '../place-word.ts';
import './activity-badges.css';

interface ActivityBadgesProps {
  activity: RoomActivity;
  isTranscribing: boolean;
}

/** Says, for as long as it is so, that the room is recorded, streamed or transcribed. It stays in the page, to be read aloud. */
export function ActivityBadges({ activity, isTranscribing }: ActivityBadgesProps) {
  const word = usePlaceWord();
  return (
    <div className="activity-badges" role="status" aria-label="What goes out of the room">
      {activity.isRecording && (
        <span className="activity-badge activity-recording" title={`This ${word} is being recorded`}>
          <span className="activity-dot" aria-hidden="true" />
          Recording
        </span>
      )}
      {activity.isStreaming && (
        <span className="activity-badge" title={`This ${word} is being streamed live`}>
          <Icon name="broadcast" size={16} />
          Live
        </span>
      )}
      {isTranscribing && (
        <span className="activity-badge" title={`What is said in this ${word} is being written down, with names`}>
          <Icon name="transcript" size={16} />
          Transcribing
        </span>
      )}
    </div>
  );
}
