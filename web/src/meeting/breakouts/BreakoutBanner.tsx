import { IconButton } from '../../ui/IconButton.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import { describeTimeLeft } from '../time-left.ts';
import { useTimeLeft } from '../use-time-left.ts';
import '../../room/live/banner.css';
import './breakouts.css';

/** Says over the stage that one is in a breakout, and what the host tells all of them. */
export function BreakoutBanner() {
  const { state, place, dispatch } = useMeetingPage();
  const left = useTimeLeft(state.breakoutsCloseAt);
  const here = state.breakouts.find(({ id }) => id === place.breakoutId);
  return (
    <>
      {place.isMoving && (
        <p className="banner" role="status">
          <span className="button-spinner" aria-hidden="true" />
          Going to the other room…
        </p>
      )}
      {here && !place.isMoving && (
        <p className="banner">
          You are in “{here.name}”.{state.breakoutsCloseAt && ` It closes in ${describeTimeLeft(left)}.`}
          <button type="button" className="banner-button" onClick={place.back}>
            Back to the main room
          </button>
        </p>
      )}
      <div role="status">
        {state.broadcast && (
          <p className="banner breakout-told">
            <span>
              <strong>{state.broadcast.from}:</strong> {state.broadcast.text}
            </span>
            <IconButton icon="close" label="Dismiss" onClick={() => dispatch({ type: 'settled', what: 'broadcast' })} />
          </p>
        )}
      </div>
    </>
  );
}
