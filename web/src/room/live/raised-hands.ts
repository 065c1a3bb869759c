import { createContext, useContext } from 'react';

/** The identities of those who raise a hand; rooms without hands have none. */
export const RaisedHandsContext = createContext<readonly string[]>([]);

export function useHasRaisedHand(identity: string): boolean {
  return useContext(RaisedHandsContext).includes(identity);
}
