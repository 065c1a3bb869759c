import { useState, type CSSProperties } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Poll } from '../meeting-state.ts';
import { recallVote, rememberVote } from './own-votes.ts';

const thisWindow = () => sessionStorage;

/** A poll: everybody but hosts votes while it is open, and may change their mind. */
export function PollCard({ poll }: { poll: Poll }) {
  const { state, session, attempt, isHost } = useMeetingPage();
  const { myId } = state;
  const [mine, setMine] = useState(() => recallVote(poll.pollId, myId, thisWindow));
  const path = `/polls/${encodeURIComponent(poll.pollId)}`;
  const vote = async (optionId: string) => {
    if (!(await attempt(session.call('POST', `${path}/vote`, { optionId })))) return;
    rememberVote(poll.pollId, myId, optionId, thisWindow);
    setMine(optionId);
  };
  return (
    <li className="poll">
      <h3>{poll.question}</h3>
      <ul className="poll-options" aria-label={poll.question}>
        {poll.options.map(({ id, text, votes }) => (
          <li
            key={id}
            className="poll-option"
            style={{ '--share': poll.totalVotes && votes / poll.totalVotes } as CSSProperties}
          >
            {poll.isOpen && !isHost ? (
              <button type="button" aria-pressed={mine === id} onClick={() => void vote(id)}>
                {text}
              </button>
            ) : (
              <span>{mine === id ? `${text} (your vote)` : text}</span>
            )}
            <span className="poll-votes">{votes}</span>
          </li>
        ))}
      </ul>
      <p className="side-panel-hint">
        {[`${poll.totalVotes} ${poll.totalVotes === 1 ? 'vote' : 'votes'}`, !poll.isOpen && 'closed']
          .filter(Boolean)
          .join(', ')}
      </p>
      {isHost && poll.isOpen && (
        <Button look="plain" size="small" onClick={() => void attempt(session.call('POST', `${path}/close`))}>
          Close poll
        </Button>
      )}
    </li>
  );
}
