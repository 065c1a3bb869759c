import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Person } from '../meeting-state.ts';
import { InviteActions } from './InviteActions.tsx';
import { KickDialog } from './KickDialog.tsx';
import { PersonRow } from './PersonRow.tsx';
import { isAlone } from './is-alone.ts';
import { sortPeople } from './sort-people.ts';
import { WaitingList } from './WaitingList.tsx';
import './people.css';

/** Who is in the meeting and who waits, with what a host can do about it. */
export function PeoplePanel() {
  const { state, isModerator } = useMeetingPage();
  const [toRemove, setToRemove] = useState<Person | null>(null);
  return (
    <div className="side-panel-body">
      <WaitingList />
      <section aria-label="In the meeting">
        <ul className="people">
          {sortPeople(state).map((person) => (
            <PersonRow key={person.participantId} person={person} onRemove={setToRemove} />
          ))}
        </ul>
        <div className="side-panel-actions">
          {isModerator && <MuteAll />}
          <InviteActions />
        </div>
      </section>
      {toRemove && <KickDialog person={toRemove} onDone={() => setToRemove(null)} />}
    </div>
  );
}

function MuteAll() {
  const { state, session, attempt } = useMeetingPage();
  const [isAsking, setAsking] = useState(false);
  const muteAll = () => {
    setAsking(false);
    void attempt(session.call('POST', '/mute-all'));
  };
  return (
    <>
      <Button look="plain" size="small" disabled={isAlone(state)} onClick={() => setAsking(true)}>
        Mute all
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Mute everybody?"
          look="primary"
          confirm="Mute all"
          onConfirm={muteAll}
          onCancel={() => setAsking(false)}
        >
          <p>Each can turn the microphone on again.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
