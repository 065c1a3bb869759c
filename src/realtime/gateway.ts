import type { RealtimeDeps } from './deps.ts';
import type { Mint } from './events/give-event.ts';
import type { Hub } from './events/hub.ts';
import type { AnonymousPlaces } from './sockets/anonymous-places.ts';
import type { Heartbeat } from './sockets/heartbeat.ts';
import type { Peer } from './sockets/peer.ts';
import type { Stays } from './sockets/stays.ts';

/** What handlers of frames work with: the process's sockets and all that they share. */
export interface Gateway {
  deps: RealtimeDeps;
  peers: Set<Peer>;
  /** The process is about to end: nothing new is begun. */
  isClosing: boolean;
  hub: Hub;
  mint: Mint;
  stays: Stays;
  places: AnonymousPlaces;
  heartbeat: Heartbeat;
}
