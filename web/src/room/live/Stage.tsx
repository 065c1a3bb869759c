import { useTracks } from '@livekit/components-react';
import { Track } from 'livekit-client';
import { PersonTile } from './PersonTile.tsx';
import { ScreenTile } from './ScreenTile.tsx';
import { TileGrid } from './TileGrid.tsx';
import { usePeople } from './use-people.ts';
import './stage.css';

const SCREENS = [Track.Source.ScreenShare];

/** Everybody in a grid; with a shared screen, that large and everybody in a strip beside it. */
export function Stage() {
  const { active } = usePeople();
  const screens = useTracks(SCREENS, { onlySubscribed: false });
  const people = active.map((participant) => <PersonTile key={participant.identity} participant={participant} />);
  if (active.length === 0 && screens.length === 0) return <NobodyYet />;
  if (screens.length === 0) return <TileGrid label="People">{people}</TileGrid>;
  return (
    <div className="stage-shared">
      <ul className="stage-screens" aria-label="Shared screens">
        {screens.map((screen) => (
          <ScreenTile key={screen.publication.trackSid} screen={screen} />
        ))}
      </ul>
      <ul className="stage-strip" aria-label="People">
        {people}
      </ul>
    </div>
  );
}

function NobodyYet() {
  return <p className="stage-empty">Nobody is on the stage yet. Stay here: people appear as they join.</p>;
}
