import type { ToldActivity } from '../../contracts/room-activity.ts';
import type { AccessTokens } from '../../platform/livekit/access-tokens.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { Database } from '../../platform/db/client.ts';
import type { Place } from './repository.ts';

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
  /** Ends the meeting that is held in a room. @returns false when there is none. */
  endMeetingOf(place: Place): Promise<boolean>;
  /** Has the meeting that is held in a room, if there is one, take over the role that was decided for somebody. */
  followRole(place: Place, identity: string): Promise<void>;
  /** What goes out of a room. */
  readActivity(place: Place): Promise<ToldActivity>;
}
