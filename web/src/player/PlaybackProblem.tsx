import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import type { Problem } from './use-playback.ts';

/** Says why nothing plays, and what to do. */
export function PlaybackProblem({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  if (problem === 'unsupported') {
    return (
      <Alert tone="failure" title="This browser cannot play this file">
        It does not know this kind of file, or the file is damaged. Download it, and open it with a player of your device.
      </Alert>
    );
  }
  return (
    <div className="player-problem">
      <Alert tone="failure" title="The file does not come">
        The connection was lost, or the server is away for the moment.
      </Alert>
      <Button look="plain" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
