import { createContext, useContext } from 'react';

/** What people call the place that they are in. */
export type PlaceWord = 'room' | 'meeting';

/** The parts of a room's page serve meetings, too, which are not called rooms. */
export const PlaceWordContext = createContext<PlaceWord>('room');

export function usePlaceWord(): PlaceWord {
  return useContext(PlaceWordContext);
}
