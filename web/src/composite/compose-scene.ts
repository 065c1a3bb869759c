import type { Layout } from '../../../src/contracts/composing.ts';
import type { Rectangle, Size } from './geometry.ts';
import type { Person } from './person.ts';
import { placeTiles } from './place-tiles.ts';

/** One part of the picture: somebody, or the screen that they share. */
export interface Tile {
  kind: 'camera' | 'screen';
  person: Person;
  /** The track to show; null is a tile with initials. */
  sid: string | null;
  rectangle: Rectangle;
}

/** What to draw where. `speaker` is the identity of who was last heard, who comes first where that matters. */
export function composeScene(layout: Layout, stage: Size, people: Person[], speaker: string | null): Tile[] {
  const seen = people.filter((person) => person.hasPlace);
  // Of several screens the one of whoever came first stays, whoever else begins to share.
  const sharer = seen.find((person) => person.screenSid !== null);
  const { screen, people: places } = placeTiles(layout, stage, seen.length, sharer !== undefined);
  const order = layout === 'grid' ? firstThatMatter(seen, places.length) : speakerFirst(seen, speaker);
  const tiles = places.flatMap((rectangle, i): Tile[] => {
    const person = order[i];
    return person ? [{ kind: 'camera', person, sid: person.cameraSid, rectangle }] : [];
  });
  if (screen && sharer) tiles.unshift({ kind: 'screen', person: sharer, sid: sharer.screenSid, rectangle: screen });
  return tiles;
}

/** Whom to show large: who speaks on stays, else the loudest; in silence who spoke last, at first who shows a picture. */
export function chooseSpeaker(people: Person[], last: string | null): string | null {
  const seen = people.filter((person) => person.hasPlace);
  const current = seen.find((person) => person.identity === last);
  if (current && current.loudness > 0) return current.identity;
  const [loudest] = seen.filter((person) => person.loudness > 0).toSorted((a, b) => b.loudness - a.loudness);
  const first = seen.find((person) => person.cameraSid !== null) ?? seen[0];
  return (loudest ?? current ?? first)?.identity ?? null;
}

/** With more people than places, those with a picture go before those without; all keep the order in which they came. */
function firstThatMatter(people: Person[], places: number): Person[] {
  if (people.length <= places) return people;
  const byPicture = [...people.filter((person) => person.cameraSid), ...people.filter((person) => !person.cameraSid)];
  const chosen = new Set(byPicture.slice(0, places));
  return people.filter((person) => chosen.has(person));
}

function speakerFirst(people: Person[], speaker: string | null): Person[] {
  const isSpeaker = (person: Person) => person.identity === speaker;
  return [...people.filter(isSpeaker), ...people.filter((person) => !isSpeaker(person))];
}
