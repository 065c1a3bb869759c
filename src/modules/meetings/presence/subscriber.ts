import { and, eq, inArray, or } from 'drizzle-orm';
import { Value } from 'typebox/value';
import type { DomainEvent, EventName } from '../../../contracts/domain-events.ts';
import { meetingOfRoom } from '../../../contracts/meetings.ts';
import { Role } from '../../../contracts/roles.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Subscriber } from '../../../platform/outbox/relay.ts';
import { meetings } from '../tables.ts';
import { meetingSightings, type SeenTrack } from './tables.ts';

const heard = new Set<EventName>(['participant_joined', 'participant_left', 'track_published']);

/**
 * Notes what LiveKit tells of the people in meetings' rooms. It is taken in after the commit, a meeting at a time, so
 * that no meeting holds up the events of others; what a killed process leaves, the next sweep takes in.
 * @param takeIn takes in what was noted of a meeting.
 */
export function createPresenceSubscriber(takeIn: (meetingId: string) => Promise<void>): Subscriber {
  return async (tx, events) => {
    const found = events.filter(({ name, roomId }) => roomId !== null && heard.has(name));
    if (found.length === 0) return null;
    const ours = await findOurs(tx, found);
    const sightings = found.filter((event) => ours.has(keyOf(event))).flatMap(toSighting);
    if (sightings.length === 0) return null;
    await tx.insert(meetingSightings).values(sightings);
    const meetingIds = [...new Set(sightings.map(({ meetingId }) => meetingId))];
    // Nobody waits for it: the next events must not.
    return async () => void Promise.allSettled(meetingIds.map(takeIn));
  };
}

const keyOf = ({ workspaceId, roomId }: DomainEvent) => `${workspaceId}:${meetingOfRoom(roomId ?? '')}`;

/** The meetings among the rooms that events are of. */
async function findOurs(tx: Transaction, events: readonly DomainEvent[]): Promise<Set<string>> {
  const { id, workspaceId } = meetings;
  const byWorkspace = Map.groupBy(events, (event) => event.workspaceId);
  const isOurs = [...byWorkspace].map(([workspace, some]) => {
    const ids = new Set(some.map(({ roomId }) => meetingOfRoom(roomId ?? '')));
    return and(eq(workspaceId, workspace), inArray(id, [...ids]));
  });
  const rows = await tx.select({ id, workspaceId }).from(meetings).where(or(...isOurs));
  return new Set(rows.map((row) => `${row.workspaceId}:${row.id}`));
}

interface SeenData {
  participant?: { identity?: string; name?: string; metadata?: string };
  track?: SeenTrack;
}

function toSighting({ roomId, data }: DomainEvent): (typeof meetingSightings.$inferInsert)[] {
  const { participant, track } = data as SeenData;
  if (!participant?.identity || roomId === null) return [];
  const seen = track ? { sid: track.sid, source: track.source, type: track.type } : null;
  const { identity, name, metadata } = participant;
  return [
    { meetingId: meetingOfRoom(roomId), roomId, participantId: identity, name: name || identity, role: roleOf(metadata), track: seen },
  ];
}

/** As the token said with which they came. */
function roleOf(metadata = '{}'): Role {
  try {
    const { role } = JSON.parse(metadata) as { role?: unknown };
    return Value.Check(Role, role) ? role : 'participant';
  } catch {
    return 'participant';
  }
}
