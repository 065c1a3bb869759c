import { useRoomContext } from '@livekit/components-react';
import type { Participant } from 'livekit-client';
import { Avatar } from '../../room/live/Avatar.tsx';
import { useParticipant } from '../../room/live/use-participant.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Person } from '../meeting-state.ts';

interface PersonRowProps {
  person: Person;
  onRemove: (person: Person) => void;
}

/** One person of the list. Whether they can be heard is LiveKit's to say where they are in the same room. */
export function PersonRow({ person, onRemove }: PersonRowProps) {
  const room = useRoomContext();
  const { myId } = useMeetingPage().state;
  const participant =
    person.participantId === myId ? room.localParticipant : room.remoteParticipants.get(person.participantId);
  if (participant) return <PresentRow {...{ person, onRemove, participant }} />;
  return <Row {...{ person, onRemove }} isMuted={person.isMuted} />;
}

function PresentRow({ participant, ...row }: PersonRowProps & { participant: Participant }) {
  useParticipant(participant);
  return <Row {...row} isMuted={!participant.isMicrophoneEnabled} />;
}

function Row({ person, isMuted, onRemove }: PersonRowProps & { isMuted: boolean }) {
  const { state, isHost } = useMeetingPage();
  const { participantId, name, role } = person;
  const isMe = participantId === state.myId;
  const hasRaisedHand = state.hands.includes(participantId);
  const breakout = state.breakouts.find(({ participants }) => participants.includes(participantId));
  const notes = [role === 'host' && 'Host', role === 'moderator' && 'Moderator', breakout?.name].filter(Boolean);
  return (
    <li className="person">
      <span className="person-avatar">
        <Avatar name={name} identity={participantId} />
      </span>
      <span className="person-name">
        <span>{isMe ? `${name} (you)` : name}</span>
        {notes.length > 0 && <small>{notes.join(' · ')}</small>}
      </span>
      {hasRaisedHand && (
        <span className="person-hand" role="img" aria-label="hand raised">
          <Icon name="hand" size={18} />
        </span>
      )}
      <Sound {...{ person, isMuted, isMe }} />
      {isHost && !isMe && (
        <IconButton icon="remove" label={`Remove ${name}`} look="danger" onClick={() => onRemove(person)} />
      )}
    </li>
  );
}

/**
 * Whether somebody can be heard; for who may do something about it, the button to do it. Nobody can switch on somebody
 * else's microphone; a host can ask them to.
 */
function Sound({ person, isMuted, isMe }: { person: Person; isMuted: boolean; isMe: boolean }) {
  const { session, attempt, isHost, isModerator } = useMeetingPage();
  const { participantId, name } = person;
  const icon = isMuted ? 'microphone-off' : 'microphone';
  const post = (act: 'mute' | 'unmute') =>
    void attempt(session.call('POST', `/participants/${encodeURIComponent(participantId)}/${act}`));
  if (!isMe && isModerator && !isMuted)
    return <IconButton icon={icon} label={`Mute ${name}`} look="on" onClick={() => post('mute')} />;
  if (!isMe && isHost && isMuted)
    return <IconButton icon={icon} label={`Ask ${name} to speak`} onClick={() => post('unmute')} />;
  return (
    <span
      className={isMuted ? 'person-sound' : 'person-sound person-sound-on'}
      role="img"
      aria-label={isMuted ? 'muted' : 'microphone on'}
    >
      <Icon name={icon} size={18} />
    </span>
  );
}
