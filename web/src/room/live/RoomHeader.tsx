import { Icon } from '../../ui/Icon.tsx';
import { usePeople } from './use-people.ts';
import './room-header.css';

/** The room's name and how many are there. */
export function RoomHeader({ title }: { title: string }) {
  const { active, watching } = usePeople();
  return (
    <header className="room-header">
      <h1>{title}</h1>
      <p className="room-header-people">
        <Icon name="people" size={18} />
        <span>
          {active.length} <span className="visually-hidden">{active.length === 1 ? 'person' : 'people'} in the room</span>
          {watching.length > 0 && ` · ${watching.length} watching`}
        </span>
      </p>
    </header>
  );
}
