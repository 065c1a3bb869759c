import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import { changeRoleInRoom, endMeetingOfRoom, type MeetingsDeps } from './modules/meetings/index.ts';
import type { RoomsDeps } from './modules/rooms/index.ts';
import type { DatabaseClient } from './platform/db/client.ts';
import type { Fanout } from './platform/fanout/fanout.ts';
import type { Livekit } from './platform/livekit/client.ts';

interface Adapters {
  logger: Logger;
  database: DatabaseClient;
  livekit: Livekit;
  fanout: Fanout;
}

/** What meetings work with. */
export function createMeetingsDeps(
  { publicUrl, meetings, billing: { isEnabled } }: Config,
  { logger, database: { db }, livekit, fanout }: Adapters,
  rooms: RoomsDeps,
): MeetingsDeps {
  const onError = (error: unknown) => logger.warn({ err: error }, 'Not all was done after a meeting was changed; tried again');
  return { db, livekit, fanout, rooms, billing: { isEnabled }, publicUrl, onError, ...meetings };
}

export type MeetingPorts = Pick<RoomsDeps, 'endMeetingOf' | 'followRole'>;

/** What rooms want of the meetings that are held in them; these are made after the rooms. */
export function createMeetingPorts(meetings: () => MeetingsDeps): MeetingPorts {
  return {
    endMeetingOf: (place) => endMeetingOfRoom(meetings(), place),
    followRole: (place, identity) => changeRoleInRoom(meetings(), place, identity),
  };
}
