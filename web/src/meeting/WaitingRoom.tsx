import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { useWaiting } from './use-waiting.ts';
import './waiting-room.css';

interface WaitingRoomProps {
  meetingId: string;
  title: string;
  name: string;
  /** Let in, and on the way. */
  joining: boolean;
  onAdmitted: () => void;
  onRefused: (error: unknown) => void;
  onGiveUp: () => void;
}

const STAY = 'Stay on this page: it goes on by itself.';

/** Where one waits until a host lets one in; it leads on by itself. */
export function WaitingRoom({ title, joining, onGiveUp, ...waiting }: WaitingRoomProps) {
  useWaiting(waiting);
  return (
    <MessagePage
      title={joining ? 'You are let in' : 'Waiting for the host'}
      text={
        joining
          ? `Going into “${title}”…`
          : `You are let into “${title}” as soon as a host admits you, ${waiting.name}. ${STAY}`
      }
    >
      <p className="waiting-room-sign" role="status">
        <span className="button-spinner" aria-hidden="true" />
        {joining ? 'Joining…' : 'Waiting…'}
      </p>
      {!joining && (
        <Button look="plain" onClick={onGiveUp}>
          Stop waiting
        </Button>
      )}
    </MessagePage>
  );
}
