import { useMeetingPage } from '../live/meeting-context.ts';
import { CreatePoll } from './CreatePoll.tsx';
import { PollCard } from './PollCard.tsx';
import './polls.css';

/** What hosts ask everybody, and how it stands. */
export function PollsPanel() {
  const { state, isHost } = useMeetingPage();
  return (
    <div className="side-panel-body">
      {isHost && <CreatePoll />}
      {state.polls.length === 0 && <p className="side-panel-hint">Nobody was asked anything yet.</p>}
      <ul className="polls">
        {state.polls.map((poll) => (
          <PollCard key={poll.pollId} poll={poll} />
        ))}
      </ul>
    </div>
  );
}
