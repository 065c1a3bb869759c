import type { Role } from '../../../contracts/roles.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { findDecidedRole, insertRole } from '../../rooms/index.ts';
import type { Tell } from '../events/change-meeting.ts';
import { tellRole } from '../people/change-role.ts';
import { type Person, personColumns, type PersonWithSeat, updatePerson } from '../people/repository.ts';
import { type Meeting, meetingCredentials, meetingPeople } from '../tables.ts';
import type { Pass } from './passes.ts';
import { heldSeat, newSeat } from './seats.ts';
import type { Visitor } from './visitor.ts';
import { tellNoLongerWaiting } from './waiting-events.ts';

/** Somebody at the door, and who they are in the meeting when they were there before. */
export interface Newcomer {
  participantId: string;
  name: string;
  /** What they come with: `participant` unless a token says more. */
  role: Role;
  /** What they are to be recognised by from now on. */
  visitor: Visitor | null;
  person: PersonWithSeat | null;
}

/** Writes that somebody is let in, and holds a seat for them, of which there must be one. */
export async function admitPerson(tx: Transaction, meeting: Meeting, tell: Tell, newcomer: Newcomer, pass: Pass): Promise<Person> {
  const { participantId, name, person } = newcomer;
  const state = 'admitted' as const;
  if (person) {
    const role = await findRole(tx, meeting, person, newcomer.role, pass);
    const admitted = await updatePerson(tx, person, { name, role, state, ...heldSeat });
    await rememberCredentials(tx, meeting.id, newcomer);
    if (role !== person.role) tellRole(tell, participantId, role);
    if (person.state === 'waiting') await tellNoLongerWaiting(tx, tell, admitted);
    return admitted;
  }
  const role = pass === 'host' ? 'host' : newcomer.role;
  const row = { meetingId: meeting.id, participantId, name, role, state, ...newSeat };
  // Neither needs the other, so both go out at once.
  const [[admitted]] = await Promise.all([
    tx.insert(meetingPeople).values(row).returning(personColumns),
    rememberCredentials(tx, meeting.id, newcomer),
  ]);
  if (!admitted) throw new Error('Nobody was admitted.');
  return admitted;
}

/**
 * A role that was decided in the room counts more than the one that they came with, then or now, of which a host's is the
 * greater; the admin token counts most.
 */
async function findRole(tx: Transaction, { id, workspaceId }: Meeting, person: Person, role: Role, pass: Pass): Promise<Role> {
  const place = { workspaceId, roomId: id };
  const decided = await findDecidedRole(tx, place, person.participantId);
  if (pass !== 'host') return decided ?? (role === 'host' ? role : person.role);
  if (decided !== null && decided !== 'host') await insertRole(tx, place, person.participantId, 'host', Date.now());
  return 'host';
}

/** A credential stays with whom it was first seen of. */
export async function rememberCredentials(tx: Transaction, meetingId: string, { participantId, visitor }: Newcomer): Promise<void> {
  const shown = [visitor?.principal ?? null, visitor?.guest ?? null].filter((credential) => credential !== null);
  if (shown.length === 0) return;
  await tx
    .insert(meetingCredentials)
    .values(shown.map((credential) => ({ meetingId, credential, participantId })))
    .onConflictDoNothing();
}
