import { Button } from '../../ui/Button.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';

/** Who stands at the door, for hosts. */
export function WaitingList() {
  const { state, session, attempt, isHost } = useMeetingPage();
  if (!isHost || state.waiting.length === 0) return null;
  const decide = (waitingId: string, decision: 'admit' | 'deny') =>
    void attempt(session.call('POST', `/waiting/${encodeURIComponent(waitingId)}/${decision}`));
  return (
    <section className="waiting-list" aria-label="Waiting to be let in">
      <h3>Waiting to be let in</h3>
      <ul className="people">
        {state.waiting.map(({ waitingId, name }) => (
          <li key={waitingId} className="person">
            <span className="person-name">
              <span>{name}</span>
            </span>
            <Button size="small" aria-label={`Let ${name} in`} onClick={() => decide(waitingId, 'admit')}>
              Let in
            </Button>
            <Button
              size="small"
              look="plain"
              aria-label={`Turn ${name} away`}
              onClick={() => decide(waitingId, 'deny')}
            >
              Turn away
            </Button>
          </li>
        ))}
      </ul>
      {state.waiting.length > 1 && (
        <Button size="small" look="plain" onClick={() => void attempt(session.call('POST', '/waiting/admit-all'))}>
          Let all in
        </Button>
      )}
    </section>
  );
}
