import type { Cipher } from '../../core/secrets.ts';
import type { Database } from '../../platform/db/client.ts';
import type { IngressHealth } from '../../platform/livekit/ingress-health.ts';
import type { Livekit } from '../../platform/livekit/client.ts';

/** What the use cases of this module work with. */
export interface IngressDeps {
  db: Database;
  livekit: Livekit;
  /** Encrypts the stream keys. */
  cipher: Cipher;
  /** Whether there is a server that takes streams. */
  health: IngressHealth;
}
