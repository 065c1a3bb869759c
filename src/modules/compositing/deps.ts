import type { Database, Transaction } from '../../platform/db/client.ts';
import type { Composition } from './tables.ts';

/** Who a composition is made for; filled in by deps.ts. */
export interface CompositionListener {
  /** Called in the transaction of every change of state, with the composition as it is then. */
  changed(tx: Transaction, composition: Composition): Promise<void>;
}

export interface CompositingDeps {
  db: Database;
  listener: CompositionListener;
}
