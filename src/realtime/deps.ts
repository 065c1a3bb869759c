import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Authenticator } from '../http/actor.ts';
import type { RateLimiter } from '../http/rate-limits/rate-limiter.ts';
import type { MeetingsDeps } from '../modules/meetings/index.ts';
import type { RecordingsDeps } from '../modules/recordings/index.ts';
import type { StreamsDeps } from '../modules/streams/index.ts';

/** What the gateway works with. */
export interface RealtimeDeps {
  meetings: MeetingsDeps;
  recordings: RecordingsDeps;
  streams: StreamsDeps;
  authenticator: Authenticator;
  rateLimiter: RateLimiter;
  /** Pages of these may open a socket by cookie. */
  publicUrl: string;
  allowedOrigins: string[];
  /** Counts for all processes together. */
  redis: Redis;
  /** Listens to PostgreSQL. */
  sql: Sql;
  logger: Logger;
}
