import { randomInt } from 'node:crypto';

/** Puts everybody into one of the places at random; no two places differ by more than one. */
export function spreadEvenly<Person, Place>(people: readonly Person[], places: readonly Place[]): [Person, Place][] {
  const [mixed, order] = [shuffle(people), shuffle(places)];
  // Places are in a random order too, so that those that get one more are not always the first.
  return mixed.map((person, i) => [person, order[i % order.length] as Place]);
}

/** Fisher and Yates. */
function shuffle<Item>(items: readonly Item[]): Item[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as Item, mixed[i] as Item];
  }
  return mixed;
}
