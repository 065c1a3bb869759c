import { sql } from 'drizzle-orm';
import { hashSecret } from '../../../core/hash-secret.ts';
import { newId } from '../../../core/ids.ts';
import { sign } from '../../../core/secrets.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Tell } from '../events/change-meeting.ts';
import { type Person, personColumns, updatePerson } from '../people/repository.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import { type Newcomer, rememberCredentials } from './admit-person.ts';
import { seenAtTheDoor } from './at-the-door.ts';
import { tellWaiting } from './waiting-events.ts';

/** What somebody is told who must wait. */
export interface Waiting {
  status: 'waiting';
  waitingId: string;
  waitingToken: string;
}

/** Has somebody wait until a host lets them in. Who waits already is told the same again: they may ask in two tabs. */
export async function putInWaitingRoom(tx: Transaction, deps: MeetingsDeps, meeting: Meeting, tell: Tell, newcomer: Newcomer): Promise<Waiting> {
  const { person, name, participantId } = newcomer;
  const waitingId = person?.waitingId ?? newId('wait');
  const waitingToken = waitingTokenOf(deps, waitingId);
  await rememberCredentials(tx, meeting.id, newcomer);
  if (person?.state === 'waiting') {
    const seen = await updatePerson(tx, person, { name, ...seenAtTheDoor });
    if (person.name !== name || person.waitingUntil === null) await tellWaiting(tx, tell, seen);
  } else {
    const row = { meetingId: meeting.id, participantId, name, waitingId, waitingTokenHash: hashSecret(waitingToken) };
    const waiting = await insertWaiting(tx, row);
    await tellWaiting(tx, tell, waiting);
    await emitEvents(tx, [participantWaiting(meeting, waiting)]);
  }
  return { status: 'waiting', waitingId, waitingToken };
}

/** Made of a key instead of being kept, so that whoever asks again is told the same one. */
function waitingTokenOf({ rooms }: Pick<MeetingsDeps, 'rooms'>, waitingId: string): string {
  return `wt_${sign(rooms.linkKey, `waiting:${waitingId}`)}`;
}

async function insertWaiting(
  tx: Transaction,
  row: Pick<typeof meetingPeople.$inferInsert, 'meetingId' | 'participantId' | 'name' | 'waitingId' | 'waitingTokenHash'>,
): Promise<Person> {
  const [waiting] = await tx
    .insert(meetingPeople)
    .values({ ...row, role: 'participant', state: 'waiting', waitingSince: sql`now()`, ...seenAtTheDoor })
    .returning(personColumns);
  if (!waiting) throw new Error('Nobody waits.');
  return waiting;
}

function participantWaiting({ id, workspaceId, title }: Meeting, { waitingId, name }: Person) {
  return {
    key: `participant_waiting:${waitingId}`,
    name: 'participant_waiting' as const,
    workspaceId,
    roomId: id,
    meetingId: id,
    at: new Date(),
    data: { meeting: { meetingId: id, title }, participant: { waitingId, name } },
  };
}
