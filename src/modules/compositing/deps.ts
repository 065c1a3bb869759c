import type { EngineChoice } from '../../contracts/composing.ts';
import type { Database, Transaction } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { ObjectStore, ObjectStoreSettings } from '../../platform/objects/client.ts';
import type { Composition } from './tables.ts';

/** Who a composition is made for; filled in by deps.ts. */
export interface CompositionListener {
  /** Called in the transaction of every change of state, with the composition as it is then. */
  changed(tx: Transaction, composition: Composition): Promise<void>;
  /** Called in the transaction in which the targets of a broadcast came to do otherwise; findTargets tells how. */
  targetsChanged(tx: Transaction, composition: Composition): Promise<void>;
}

export interface CompositingDeps {
  db: Database;
  listener: CompositionListener;
}

/** The calls to LiveKit that concern an egress. */
export type EgressLivekit = Pick<Livekit, 'egress' | 'listParticipants'>;

/** What deals with LiveKit's egress works with. */
export interface EgressDeps extends CompositingDeps {
  livekit: EgressLivekit;
  objects: ObjectStore;
  /** Which engine is to be used. */
  choice: EngineChoice;
  /** The page that an egress films. */
  templateUrl: string;
  /** Where it stores what it has recorded: our storage, under the same address as ours. */
  storage: ObjectStoreSettings;
}
