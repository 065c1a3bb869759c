import type { AccessTokens } from '../../platform/livekit/access-tokens.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { Database } from '../../platform/db/client.ts';

/** What the use cases of this module work with. */
export interface RoomsDeps {
  db: Database;
  livekit: Livekit;
  accessTokens: AccessTokens;
  /** Where people connect to LiveKit: ws or wss. */
  livekitPublicUrl: string;
  /** Where people find this server: http or https, without a trailing slash. */
  publicUrl: string;
  /** Signs room links. */
  linkKey: Buffer;
}
