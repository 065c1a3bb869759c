import { and, eq, inArray, or } from 'drizzle-orm';
import { meetingOfRoom } from '../../../contracts/meetings.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import type { TokenHolder } from '../../rooms/index.ts';
import { hasSeat, personColumns, type PersonWithSeat } from '../people/repository.ts';
import { type Meeting, meetingCredentials, meetingPeople } from '../tables.ts';
import type { Visitor } from './visitor.ts';

/** Who a visitor is in a meeting. */
export interface Recognised {
  person: PersonWithSeat | null;
  /** Whom the token names that they show, unless it was withdrawn. */
  holder: TokenHolder | null;
  /** Everybody whose credential they show; a host who turned away one of these has turned them away. */
  everybody: PersonWithSeat[];
}

interface Credential {
  credential: string;
  participantId: string;
}

/** Finds who a visitor is in a meeting: never by their name. */
export async function recognise(tx: Transaction, meeting: Meeting, visitor: Visitor): Promise<Recognised> {
  const shown = [visitor.principal, visitor.isNewGuest ? null : visitor.guest].filter((credential) => credential !== null);
  const holder = holderIn(meeting, visitor);
  if (shown.length === 0 && !holder && visitor.waitingTokenHash === null) return { person: null, holder: null, everybody: [] };
  const [everybody, credentials] = await Promise.all([
    findPeople(tx, meeting.id, shown, holder?.identity ?? null, visitor.waitingTokenHash),
    shown.length > 0 ? findCredentials(tx, meeting.id, shown) : [],
  ]);
  const person = choose(everybody, credentials, visitor, meeting);
  return { person, holder: holder?.isWithdrawn === false ? holder : null, everybody };
}

/** A token is of one meeting, whose rooms are its own and its breakouts'. */
function holderIn(meeting: Meeting, { holder }: Visitor) {
  const isHere = holder?.workspaceId === meeting.workspaceId && meetingOfRoom(holder.roomId) === meeting.id;
  return isHere ? holder : null;
}

/** All credentials of those people of whom one is shown. */
function findCredentials(tx: Transaction, meetingId: string, shown: string[]): Promise<Credential[]> {
  const { credential, participantId } = meetingCredentials;
  return tx
    .select({ credential, participantId })
    .from(meetingCredentials)
    .where(and(eq(meetingCredentials.meetingId, meetingId), inArray(participantId, idsOf(tx, meetingId, shown))));
}

function idsOf(tx: Transaction, meetingId: string, shown: string[]) {
  return tx
    .select({ id: meetingCredentials.participantId })
    .from(meetingCredentials)
    .where(and(eq(meetingCredentials.meetingId, meetingId), inArray(meetingCredentials.credential, shown)));
}

function findPeople(
  tx: Transaction,
  meetingId: string,
  shown: string[],
  identity: string | null,
  waitingTokenHash: string | null,
): Promise<PersonWithSeat[]> {
  const isShown = or(
    shown.length > 0 ? inArray(meetingPeople.participantId, idsOf(tx, meetingId, shown)) : undefined,
    identity === null ? undefined : eq(meetingPeople.participantId, identity),
    waitingTokenHash === null ? undefined : eq(meetingPeople.waitingTokenHash, waitingTokenHash),
  );
  return tx
    .select({ ...personColumns, hasSeat })
    .from(meetingPeople)
    .where(and(eq(meetingPeople.meetingId, meetingId), isShown));
}

/** What was sent on purpose counts more than a cookie, which whoever used the browser before may have left. */
function choose(everybody: PersonWithSeat[], credentials: Credential[], visitor: Visitor, meeting: Meeting): PersonWithSeat | null {
  const byId = (id: string | undefined) => everybody.find(({ participantId }) => participantId === id) ?? null;
  const holder = holderIn(meeting, visitor);
  if (holder?.isWithdrawn === false) return byId(holder.identity);
  const byWaiting = everybody.find(({ waitingTokenHash }) => waitingTokenHash !== null && waitingTokenHash === visitor.waitingTokenHash);
  const idBy = (shown: string | null) => credentials.find(({ credential }) => credential === shown)?.participantId;
  return byWaiting ?? byId(idBy(visitor.principal)) ?? byGuest(idBy(visitor.guest));

  function byGuest(id: string | undefined): PersonWithSeat | null {
    const isAnother = credentials.some(({ credential, participantId }) => participantId === id && isOther(credential));
    return isAnother ? null : byId(id);
  }

  /** Of somebody who was logged in as somebody else in this browser. */
  function isOther(credential: string): boolean {
    return visitor.principal !== null && !credential.startsWith('guest:') && credential !== visitor.principal;
  }
}
