import type { Database } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { EgressDeps } from '../compositing/index.ts';

export interface LivekitEventsDeps {
  db: Database;
  livekit: Livekit;
  compositing: Pick<EgressDeps, 'db' | 'livekit' | 'listener'>;
  /** LiveKit signs its webhooks with these. */
  apiKey: string;
  apiSecret: string;
}
