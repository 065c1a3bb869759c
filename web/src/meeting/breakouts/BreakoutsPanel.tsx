import { useMeetingPage } from '../live/meeting-context.ts';
import { useTimeLeft } from '../use-time-left.ts';
import { describeTimeLeft } from '../time-left.ts';
import { BreakoutList } from './BreakoutList.tsx';
import { CreateBreakouts } from './CreateBreakouts.tsx';
import { RunBreakouts } from './RunBreakouts.tsx';
import './breakouts.css';

/** The rooms beside the main one: where one goes oneself, and for hosts who goes where, and for how long. */
export function BreakoutsPanel() {
  const { state, isHost } = useMeetingPage();
  if (state.breakouts.length === 0) {
    return (
      <div className="side-panel-body">
        {isHost ? <CreateBreakouts /> : <p className="side-panel-hint">There are no breakout rooms now.</p>}
      </div>
    );
  }
  return (
    <div className="side-panel-body">
      <TimeLeft closeAt={state.breakoutsCloseAt} />
      {isHost && <RunBreakouts />}
      <BreakoutList />
    </div>
  );
}

function TimeLeft({ closeAt }: { closeAt: string | null }) {
  const left = useTimeLeft(closeAt);
  if (closeAt === null) return null;
  return <p className="breakout-time" role="timer">{`Closing in ${describeTimeLeft(left)}`}</p>;
}
