import type { ToldActivity } from '../../../../src/contracts/room-activity.ts';
import { Alert } from '../../ui/Alert.tsx';
import { describeActivity, isMoreThan, NOTHING } from '../consent.ts';
import { usePlaceWord } from '../place-word.ts';

/** Tells who is about to join that the room is being recorded, streamed or transcribed. */
export function ActivityNotice({ activity }: { activity: ToldActivity }) {
  const word = usePlaceWord();
  const what = describeActivity(activity);
  if (what === '') return null;
  const ofYou = isMoreThan(activity, NOTHING) ? 'your name, and what you say, show and share' : 'your name, and what you say';
  return (
    <Alert tone="hint" icon={iconOf(activity)} title={`This ${word} is being ${what}`}>
      By joining you agree to be {what}: {ofYou}.
    </Alert>
  );
}

function iconOf({ isRecording, isStreaming }: ToldActivity) {
  if (isRecording) return 'record';
  return isStreaming ? 'broadcast' : 'transcript';
}
