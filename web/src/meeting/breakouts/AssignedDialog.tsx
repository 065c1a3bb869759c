import { useEffect, useState } from 'react';
import { useCountdown } from '../../lib/use-countdown.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { MeetingState } from '../meeting-state.ts';

const SECONDS = 10;

type Assigned = NonNullable<MeetingState['assigned']>;

/** Tells a person where the host sends them. They go by themselves after a moment, unless they want to stay. */
export function AssignedDialog() {
  const { state, place } = useMeetingPage();
  const [answered, setAnswered] = useState<Assigned | null>(null);
  const { assigned } = state;
  if (!assigned || assigned === answered || place.breakoutId === assigned.roomId) return null;
  return <Question key={assigned.roomId} assigned={assigned} onAnswer={() => setAnswered(assigned)} />;
}

function Question({ assigned, onAnswer }: { assigned: Assigned; onAnswer: () => void }) {
  const { place } = useMeetingPage();
  const left = useCountdown(SECONDS, assigned);
  const go = () => {
    onAnswer();
    place.go(assigned.roomId);
  };
  useEffect(() => {
    if (left === 0) go();
    // Only the time brings this about, however often the page is drawn meanwhile.
  }, [left]);
  return (
    <ConfirmDialog
      title={`The host sends you to “${assigned.name}”`}
      look="primary"
      confirm="Go now"
      cancel="Stay here"
      onConfirm={go}
      onCancel={onAnswer}
    >
      <p>You go there by yourself in {left} s, and can come back at any time.</p>
    </ConfirmDialog>
  );
}
