import type { MeetingState, Person } from '../meeting-state.ts';

/** Who raises a hand comes first, in the order of hands; then all others as they came, oneself at the head of them. */
export function sortPeople({ people, hands, myId }: Pick<MeetingState, 'people' | 'hands' | 'myId'>): Person[] {
  const rank = (person: Person) => {
    const hand = hands.indexOf(person.participantId);
    if (hand >= 0) return hand;
    return person.participantId === myId ? hands.length : hands.length + 1;
  };
  return people.toSorted((one, other) => rank(one) - rank(other));
}
