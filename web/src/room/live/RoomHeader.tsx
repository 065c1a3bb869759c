import type { Participant } from 'livekit-client';
import { useEffect, useRef, type ReactNode } from 'react';
import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ActivityBadges } from './ActivityBadges.tsx';
import { usePeople } from './use-people.ts';
import './room-header.css';

interface RoomHeaderProps {
  title: string;
  activity: RoomActivity;
  isTranscribing?: boolean;
  /** In the place of how many people are there. */
  children?: ReactNode;
}

/** The room's name and how many are there. The name takes the focus on the way in, so that it is read aloud. */
export function RoomHeader({ title, activity, isTranscribing = false, children = <PeopleCount /> }: RoomHeaderProps) {
  const name = useRef<HTMLHeadingElement>(null);
  useEffect(() => name.current?.focus(), []);
  return (
    <header className="room-header">
      <h1 ref={name} tabIndex={-1}>
        {title}
      </h1>
      <ActivityBadges activity={activity} isTranscribing={isTranscribing} />
      {children}
    </header>
  );
}

function PeopleCount() {
  const { active, watching } = usePeople();
  return (
    <p className="room-header-people">
      <Icon name="people" size={18} />
      {describe(active, watching)}
    </p>
  );
}

function describe(active: Participant[], watching: Participant[]): string {
  if (active.length === 1 && active[0]?.isLocal && watching.length === 0) return 'Only you are here';
  const people = active.length === 1 ? '1 person' : active.length > 1 && `${active.length} people`;
  return [people, watching.length > 0 && `${watching.length} watching`].filter(Boolean).join(', ');
}
