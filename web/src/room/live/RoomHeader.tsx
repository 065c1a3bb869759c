import type { Participant } from 'livekit-client';
import { useEffect, useRef } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { usePeople } from './use-people.ts';
import './room-header.css';

/** The room's name and how many are there. The name takes the focus on the way in, so that it is read aloud. */
export function RoomHeader({ title }: { title: string }) {
  const { active, watching } = usePeople();
  const name = useRef<HTMLHeadingElement>(null);
  useEffect(() => name.current?.focus(), []);
  return (
    <header className="room-header">
      <h1 ref={name} tabIndex={-1}>
        {title}
      </h1>
      <p className="room-header-people">
        <Icon name="people" size={18} />
        {describe(active, watching)}
      </p>
    </header>
  );
}

function describe(active: Participant[], watching: Participant[]): string {
  if (active.length === 1 && active[0]?.isLocal && watching.length === 0) return 'Only you are here';
  const people = active.length === 1 ? '1 person' : active.length > 1 && `${active.length} people`;
  return [people, watching.length > 0 && `${watching.length} watching`].filter(Boolean).join(', ');
}
