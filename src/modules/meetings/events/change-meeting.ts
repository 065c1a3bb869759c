import type { MeetingEvent } from '../../../contracts/realtime.ts';
import { notFound } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { MeetingsDeps } from '../deps.ts';
import { lockMeeting, type MeetingPlace } from '../repository.ts';
import type { Meeting } from '../tables.ts';
import { insertEvents } from './insert-events.ts';
import { publishEvents } from './publish-events.ts';

/** Notes a realtime event; it is numbered and stored with the change, and goes out when that is committed. */
export type Tell = (event: MeetingEvent) => void;

/** A change to a meeting, in the transaction that holds its row's lock. */
export type MeetingChange<T> = (tx: Transaction, meeting: Meeting, tell: Tell) => Promise<T>;

/**
 * The way to change anything of a meeting: one at a time, whoever asks and in whatever process, and together with the
 * events that tell of it. A 404 when there is no such meeting.
 */
export async function changeMeeting<T>(deps: Pick<MeetingsDeps, 'db' | 'fanout'>, place: MeetingPlace, change: MeetingChange<T>): Promise<T> {
  const { result, publish } = await deps.db.transaction((tx) => changeMeetingIn(tx, deps, place, change));
  publish();
  return result;
}

/** The same in a transaction that does more. Call `publish` when it is committed. */
export async function changeMeetingIn<T>(
  tx: Transaction,
  { fanout }: Pick<MeetingsDeps, 'fanout'>,
  place: MeetingPlace,
  change: MeetingChange<T>,
): Promise<{ result: T; publish: () => void }> {
  const meeting = await lockMeeting(tx, place);
  if (!meeting) throw notFound('Meeting');
  const told: MeetingEvent[] = [];
  const result = await change(tx, meeting, (event) => told.push(event));
  const numbered = await insertEvents(tx, meeting.id, told);
  return { result, publish: () => publishEvents(fanout, meeting.id, numbered) };
}
