import { Button } from '../../ui/Button.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Breakout } from '../meeting-state.ts';
import { AssignPeople } from './AssignPeople.tsx';

/** Each breakout with who is in it, and the way into one's own. */
export function BreakoutList() {
  const { state, isHost } = useMeetingPage();
  return (
    <>
      <ul className="breakouts">
        {state.breakouts.map((breakout) => (
          <BreakoutCard key={breakout.id} breakout={breakout} />
        ))}
      </ul>
      {isHost && <AssignPeople />}
    </>
  );
}

function BreakoutCard({ breakout }: { breakout: Breakout }) {
  const { state, place, isHost } = useMeetingPage();
  const { id, name, participants, assigned } = breakout;
  const isHere = place.breakoutId === id;
  const mayGo = isHost || state.assigned?.roomId === id;
  const nameOf = (who: string) => state.people.find(({ participantId }) => participantId === who)?.name ?? 'Somebody';
  const sent = assigned.filter((who) => !participants.includes(who));
  return (
    <li className={isHere ? 'breakout breakout-here' : 'breakout'}>
      <h3>{name}</h3>
      <p>{participants.length > 0 ? participants.map(nameOf).join(', ') : 'Nobody is here yet'}</p>
      {isHost && sent.length > 0 && <p className="breakout-sent">Sent here: {sent.map(nameOf).join(', ')}</p>}
      {isHere && (
        <Button size="small" look="plain" busy={place.isMoving} onClick={place.back}>
          Back to the main room
        </Button>
      )}
      {!isHere && mayGo && (
        <Button size="small" look="plain" busy={place.isMoving} onClick={() => place.go(id)}>
          Go to {name}
        </Button>
      )}
    </li>
  );
}
