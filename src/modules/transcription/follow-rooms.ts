import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { DomainEvent } from '../../contracts/domain-events.ts';
import type { Transaction } from '../../platform/db/client.ts';
import type { Subscriber } from '../../platform/outbox/relay.ts';
import { findOtherOpenSid } from '../rooms/index.ts';
import { stopLive } from './stop-transcription.ts';
import { type Transcription, transcriptions } from './tables.ts';

/** LiveKit tells times in whole seconds. */
const vagueMs = 1_000;

/**
 * Stops the transcription of a room that has closed, as the room of a meeting that ends does; one whose people came back
 * after LiveKit had ended goes on in the room that they opened. It holds transcriptions
 * before anybody else holds meetings, as whoever stores a segment does: let it be the first subscriber.
 */
export function createRoomSubscriber(): Subscriber {
  return async (tx, events) => {
    const closed = events.filter(({ name, roomId }) => name === 'room_closed' && roomId !== null);
    if (closed.length === 0) return null;
    for (const transcription of await findActiveIn(tx, closed)) {
      for (const event of closed.filter((each) => hasEnded(transcription, each))) await end(tx, transcription, event);
    }
    return null;
  };
}

type Active = Pick<Transcription, 'id' | 'workspaceId' | 'roomId' | 'roomSid' | 'createdAt'>;

async function findActiveIn(tx: Transaction, events: readonly DomainEvent[]): Promise<Active[]> {
  const { id, workspaceId, roomId, roomSid, createdAt } = transcriptions;
  const isActive = and(eq(transcriptions.kind, 'live'), sql`${transcriptions.status} = 'active'`);
  const workspaces = [...new Set(events.map((event) => event.workspaceId))];
  const rooms = [...new Set(events.map((event) => event.roomId ?? ''))];
  return tx
    .select({ id, workspaceId, roomId, roomSid, createdAt })
    .from(transcriptions)
    .where(and(inArray(workspaceId, workspaces), inArray(roomId, rooms), isActive))
    .orderBy(asc(id));
}

/** One that was begun after the room had opened anew goes on. */
function hasEnded({ workspaceId, roomId, roomSid, createdAt }: Active, event: DomainEvent): boolean {
  if (workspaceId !== event.workspaceId || roomId !== event.roomId) return false;
  const closed = sidOf(event);
  return closed && roomSid ? closed === roomSid : createdAt.getTime() <= event.at.getTime() + vagueMs;
}

function sidOf({ data }: DomainEvent): string | null {
  return (data['room'] as { sid?: string } | undefined)?.sid ?? null;
}

async function end(tx: Transaction, { id, workspaceId, roomId }: Active, event: DomainEvent): Promise<void> {
  // LiveKit tells of every room that it closes, but not of those that end with it.
  const place = { workspaceId, roomId: roomId ?? '' };
  const reopened = event.isReconciled ? await findOtherOpenSid(tx, place, sidOf(event) ?? '') : null;
  if (reopened === null) await stopLive(tx, id);
  else await tx.update(transcriptions).set({ roomSid: reopened }).where(eq(transcriptions.id, id));
}
