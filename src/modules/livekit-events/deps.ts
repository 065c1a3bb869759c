import type { Database } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';

export interface LivekitEventsDeps {
  db: Database;
  livekit: Livekit;
  /** LiveKit signs its webhooks with these. */
  apiKey: string;
  apiSecret: string;
}
