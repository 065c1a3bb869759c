import { SelectField } from '../../ui/SelectField.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';

const NOWHERE = { value: '', label: 'Main room' };

/** Where a host sends people one by one; they are told and go at once. */
export function AssignPeople() {
  const { state, session, attempt } = useMeetingPage();
  const others = state.people.filter(({ participantId }) => participantId !== state.myId);
  if (others.length === 0) return null;
  const rooms = state.breakouts.map(({ id, name }) => ({ value: id, label: name }));
  const roomOf = (who: string) => state.breakouts.find(({ assigned }) => assigned.includes(who))?.id ?? '';
  const assign = (participantId: string, roomId: string) => {
    if (roomId === '') return;
    void attempt(session.call('POST', '/breakouts/assign', { assignments: [{ participantId, roomId }] }));
  };
  return (
    <section aria-label="Send people">
      <h3>Send people to a room</h3>
      {others.map(({ participantId, name }) => (
        <SelectField
          key={participantId}
          label={name}
          options={roomOf(participantId) === '' ? [NOWHERE, ...rooms] : rooms}
          value={roomOf(participantId)}
          onChange={(roomId) => assign(participantId, roomId)}
        />
      ))}
    </section>
  );
}
