import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DomainEvent, EventName } from '../../../contracts/domain-events.ts';
import type { MeetingEventType } from '../../../contracts/realtime.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { Subscriber } from '../../../platform/outbox/relay.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeetingIn, type Tell } from '../events/change-meeting.ts';
import { findMeeting } from '../repository.ts';
import { meetingEvents } from '../tables.ts';
import { findBroadcaster, forgetBroadcast } from './note-broadcast.ts';
import type { BroadcastKind } from './tables.ts';

interface Meaning {
  kind: BroadcastKind;
  /** Whether it begins. */
  isStart: boolean;
}

const meanings = new Map<EventName, Meaning>([
  ['recording_started', { kind: 'recording', isStart: true }],
  ['recording_stopped', { kind: 'recording', isStart: false }],
  ['recording_failed', { kind: 'recording', isStart: false }],
  ['stream_started', { kind: 'stream', isStart: true }],
  ['stream_stopped', { kind: 'stream', isStart: false }],
]);

/**
 * Tells the people of a meeting, in the relay's transaction and so once, when it begins or ceases to be recorded or
 * streamed, whoever had it so and in whatever way.
 */
export function createBroadcastSubscriber(deps: Pick<MeetingsDeps, 'fanout'>): Subscriber {
  return async (tx, events) => {
    const publish: (() => void)[] = [];
    for (const event of events) {
      const meaning = meanings.get(event.name);
      const told = meaning ? await tellMeeting(tx, deps, event, meaning) : null;
      if (told) publish.push(told);
    }
    if (publish.length === 0) return null;
    return async () => publish.forEach((send) => send());
  };
}

async function tellMeeting(
  tx: Transaction,
  deps: Pick<MeetingsDeps, 'fanout'>,
  event: DomainEvent,
  { kind, isStart }: Meaning,
): Promise<(() => void) | null> {
  const place = { meetingId: event.roomId ?? '', workspaceId: event.workspaceId };
  const meeting = await findMeeting(tx, place);
  // Any other room can be recorded, too.
  if (!meeting) return null;
  const id = idOf(event, kind);
  const { publish } = await changeMeetingIn(tx, deps, place, (inside, { id: meetingId }, tell) =>
    isStart ? tellStart(inside, tell, meetingId, kind, id) : tellEnd(inside, tell, meetingId, kind, id),
  );
  return publish;
}

/** The recording or stream itself: another may begin before this one is all over. */
function idOf({ data }: DomainEvent, kind: BroadcastKind): string {
  const { recordingId, streamId } = (data[kind] ?? {}) as { recordingId?: string; streamId?: string };
  return recordingId ?? streamId ?? '';
}

async function tellStart(tx: Transaction, tell: Tell, meetingId: string, kind: BroadcastKind, id: string): Promise<void> {
  const hostName = await findBroadcaster(tx, kind, meetingId);
  tell({ type: `${kind}:started`, audience: 'everybody', data: { hostName, [`${kind}Id`]: id } });
}

/** A recording may stop and then fail: that is one end. */
async function tellEnd(tx: Transaction, tell: Tell, meetingId: string, kind: BroadcastKind, id: string): Promise<void> {
  const told = await findTold(tx, meetingId, kind, id);
  if (told.includes(`${kind}:stopped`)) return;
  await forgetBroadcast(tx, kind, meetingId);
  // It may have failed before it began.
  if (told.includes(`${kind}:started`)) tell({ type: `${kind}:stopped`, audience: 'everybody', data: { [`${kind}Id`]: id } });
}

async function findTold(tx: Transaction, meetingId: string, kind: BroadcastKind, id: string): Promise<string[]> {
  const types: MeetingEventType[] = [`${kind}:started`, `${kind}:stopped`];
  const rows = await tx
    .select({ type: meetingEvents.type })
    .from(meetingEvents)
    .where(and(eq(meetingEvents.meetingId, meetingId), inArray(meetingEvents.type, types), eq(sql`${meetingEvents.data} ->> ${`${kind}Id`}`, id)));
  return rows.map(({ type }) => type);
}
