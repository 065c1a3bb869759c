import assert from 'node:assert/strict';
import type { Role } from '../../src/contracts/roles.ts';
import { newId } from '../../src/core/ids.ts';
import type { MeetingCaller } from '../../src/modules/meetings/index.ts';
import { createFanout, type Fanout } from '../../src/platform/fanout/fanout.ts';
import { connectRedis } from '../../src/platform/redis/client.ts';
import { asParticipant, type Client, createClient } from './client.ts';
import type { MadeMeeting, MeetingScene, Owner } from './meetings.ts';

/** Somebody who was admitted to a meeting. */
export interface MeetingPerson {
  participantId: string;
  name: string;
  token: string;
  url: string;
  /** Calls with their token. */
  client: Client;
  /** As whom the gateway calls the use cases for them. */
  caller: MeetingCaller;
}

type Place = Pick<MeetingScene, 'server' | 'database'>;

/** Admits somebody without their asking at the door. They are not there yet. */
export async function admitPerson(
  { server, database }: Place,
  { workspaceId, apiKey }: Pick<Owner, 'workspaceId' | 'apiKey'>,
  { meetingId }: Pick<MadeMeeting, 'meetingId'>,
  { name = 'Ann', role = 'participant' }: { name?: string; role?: Role } = {},
): Promise<MeetingPerson> {
  const participantId = newId('pt');
  await database.sql`
    insert into meeting_people (meeting_id, participant_id, name, role, state)
    values (${meetingId}, ${participantId}, ${name}, ${role}, 'admitted')`;
  const wish = { roomId: meetingId, userId: participantId, name, role };
  const owner = createClient({ url: server.url, apiKey });
  const { status, body } = await owner.call<{ token: string; url: string }>('POST', '/v1/token', wish);
  assert.equal(status, 200, JSON.stringify(body));
  const caller = { workspaceId, meetingId, participantId, name, role, isHost: role === 'host' };
  return { participantId, name, ...body, client: asParticipant(server, body.token), caller };
}

interface StoredEvent {
  seq: number;
  type: string;
  audience: string;
  data: Record<string, unknown>;
}

/** The stored realtime events of a meeting, in their order. */
export async function eventsOf(
  { database }: Pick<MeetingScene, 'database'>,
  { meetingId }: Pick<MadeMeeting, 'meetingId'>,
): Promise<StoredEvent[]> {
  const rows = await database.sql<StoredEvent[]>`
    select seq::int, type, audience, data from meeting_events where meeting_id = ${meetingId} order by meeting_events.seq`;
  return [...rows];
}

/** A fan-out as a gateway process has it. */
export function connectFanout({ server }: Pick<MeetingScene, 'server'>): Fanout {
  const url = server.env['REDIS_URL'] ?? '';
  const redis = connectRedis(url, () => {});
  const fanout = createFanout(redis, url, () => {});
  return {
    ...fanout,
    close() {
      fanout.close();
      redis.disconnect();
    },
  };
}
