import { ParticipantInfo_Kind, type Room } from '@livekit/protocol';
import type { Database, Transaction } from '../../platform/db/client.ts';
import { lockInbox } from '../../platform/inbox/handle-messages.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { ingressIdOf } from '../../platform/livekit/ingress-participants.ts';
import { compareEgress } from '../compositing/index.ts';
import { compareIngressSessions, finishDeletions } from '../ingress/index.ts';
import { closeMissing, noteViolation, recordParticipantJoined, recordRoomOpen, recordTrackPublished } from '../rooms/index.ts';
import type { LivekitEventsDeps } from './deps.ts';
import { listIngressSessions } from './list-ingress-sessions.ts';
import { toParticipantEvidence, toRoomEvidence } from './to-evidence.ts';

/** Rooms whose participants are asked for at the same time. */
const roomsAtOnce = 8;

/**
 * A room that has just been opened is left to its webhook: told now, it could come before what is yet to be told of the
 * room that had its name until then.
 */
export const youngMs = 3_000;

interface Listed {
  room: Room;
  participants: Awaited<ReturnType<typeof listParticipants>>;
}

/**
 * Compares what LiveKit lists with what we know, and notes what its webhooks did not tell: who came, what was
 * published, and what two lists in a row lack. What it finds is marked reconciled.
 */
export async function reconcile(deps: Pick<LivekitEventsDeps, 'db' | 'livekit' | 'compositing'>): Promise<void> {
  const listedAt = new Date();
  const listed = await listEverything(deps.livekit);
  const failures: unknown[] = [];
  // One transaction a room: a lock is held no longer than one room takes, and what is wrong with one stops no other.
  for (const { room, participants } of listed.filter((each) => !isYoung(each.room, listedAt))) {
    await record(deps.db, (tx) => recordListed(tx, room, participants, listedAt)).catch((error: unknown) => failures.push(error));
  }
  const roomSids = listed.map(({ room }) => room.sid);
  const participantSids = listed.flatMap(({ participants }) => participants.map(({ sid }) => sid));
  await record(deps.db, (tx) => closeMissing(tx, listedAt, roomSids, participantSids));
  const publishers = listed.flatMap(({ participants }) => participants.flatMap((person) => ingressIdOf(person) ?? []));
  const sessions = await listIngressSessions(deps.livekit, new Set(publishers));
  await record(deps.db, (tx) => compareIngressSessions(tx, listedAt, sessions));
  await finishDeletions(deps);
  await compareEgress(deps.compositing, listedAt, findEgresses(listed));
  if (failures.length > 0) throw new AggregateError(failures, 'Not every room could be compared.');
}

/** By its own clock: one that is far off protects from nothing, but hides no room for long. */
function isYoung(room: Room, at: Date): boolean {
  const openedAt = toRoomEvidence(room)?.openedAt ?? at;
  return Math.abs(at.getTime() - openedAt.getTime()) < youngMs;
}

/** The egresses that are in rooms: their identity there is their id. */
function findEgresses(listed: Listed[]): Set<string> {
  const everybody = listed.flatMap(({ participants }) => participants);
  return new Set(everybody.filter(({ kind }) => kind === ParticipantInfo_Kind.EGRESS).map(({ identity }) => identity));
}

/** Takes turns with the webhooks, which write the same rows. */
function record(db: Database, write: (tx: Transaction) => Promise<void>): Promise<void> {
  return db.transaction(async (tx) => {
    await lockInbox(tx);
    await write(tx);
  });
}

/**
 * People are listed by their room's name, under which another may have opened meanwhile: only rooms that are there
 * before and after are told. What else there is, the next list tells.
 */
async function listEverything(livekit: Livekit): Promise<Listed[]> {
  const rooms = await listRooms(livekit);
  const listed: Listed[] = [];
  for (let start = 0; start < rooms.length; start += roomsAtOnce) {
    const some = rooms.slice(start, start + roomsAtOnce);
    listed.push(...(await Promise.all(some.map(async (room) => ({ room, participants: await listParticipants(livekit, room) })))));
  }
  if (listed.length === 0) return [];
  const stillOpen = new Set((await listRooms(livekit)).map(({ sid }) => sid));
  return listed.filter(({ room }) => stillOpen.has(room.sid));
}

async function listRooms(livekit: Livekit): Promise<Room[]> {
  const rooms = await livekit.onServer((client) => client.listRooms());
  return rooms.filter((room) => toRoomEvidence(room) !== null);
}

function listParticipants(livekit: Livekit, { name }: Room) {
  return livekit.inRoom(name, 'Room', (client) => client.listParticipants(name));
}

async function recordListed(
  tx: Transaction,
  listedRoom: Room,
  participants: Listed['participants'],
  listedAt: Date,
): Promise<void> {
  const room = toRoomEvidence(listedRoom);
  if (!room) return;
  const source = { at: listedAt, isReconciled: true };
  await recordRoomOpen(tx, room, source);
  for (const info of participants) {
    const participant = toParticipantEvidence(info);
    if (!participant) continue;
    await recordParticipantJoined(tx, room, participant, source);
    for (const track of info.tracks) await recordTrackPublished(tx, room, participant, track, source);
    await noteViolation(tx, room, participant);
  }
}
