import type { Database } from '../../platform/db/client.ts';
import type { Fanout } from '../../platform/fanout/fanout.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { BillingPolicy } from '../billing/index.ts';
import type { RoomsDeps } from '../rooms/index.ts';

/** What the use cases of this module work with. */
export interface MeetingsDeps {
  db: Database;
  livekit: Livekit;
  fanout: Fanout;
  rooms: RoomsDeps;
  billing: BillingPolicy;
  /** Where people find this server: http or https, without a trailing slash. */
  publicUrl: string;
  /** GUEST_MEETINGS: whether anyone may hold one. */
  guestMeetings: boolean;
  /** MEETING_EMPTY_SECONDS and MEETING_UNUSED_HOURS, in milliseconds: when a meeting ends by itself. */
  emptyMs: number;
  unusedMs: number;
  /** Takes what failed after it was decided, and is tried again by a worker. */
  onError(error: unknown): void;
}
