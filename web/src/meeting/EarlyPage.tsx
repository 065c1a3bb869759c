import { useEffect } from 'react';
import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { describeTimeLeft } from './time-left.ts';
import { useTimeLeft } from './use-time-left.ts';
import './waiting-room.css';

/** Spreads those who wait for the same moment, and the tries of one whose clock is ahead of the server's. */
const SPREAD_MS = 1_500;

interface EarlyPageProps {
  title: string;
  scheduledAt: string | null;
  joining: boolean;
  onTime: () => void;
  onGiveUp: () => void;
}

/** Where one waits until a meeting begins; it goes in by itself. */
export function EarlyPage({ title, scheduledAt, joining, onTime, onGiveUp }: EarlyPageProps) {
  const left = useTimeLeft(scheduledAt);
  const isDue = left === 0 && !joining;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(onTime, 250 + Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [isDue, onTime]);
  return (
    <MessagePage
      title={`“${title}” has not begun yet`}
      text={`It begins ${describeTime(scheduledAt)}. Stay on this page: you go in by yourself then.`}
    >
      <p className="waiting-room-sign early-page-left" role="timer">
        {left > 0 ? describeTimeLeft(left) : 'Any moment now…'}
      </p>
      <Button look="plain" onClick={onGiveUp}>
        Back
      </Button>
    </MessagePage>
  );
}

function describeTime(scheduledAt: string | null): string {
  if (scheduledAt === null) return 'soon';
  return `on ${new Date(scheduledAt).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' })}`;
}
