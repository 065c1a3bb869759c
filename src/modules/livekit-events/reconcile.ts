import type { Room } from '@livekit/protocol';
import type { Database, Transaction } from '../../platform/db/client.ts';
import { lockInbox } from '../../platform/inbox/handle-messages.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { closeMissing, noteViolation, recordParticipantJoined, recordRoomOpen, recordTrackPublished } from '../rooms/index.ts';
import { toParticipantEvidence, toRoomEvidence } from './to-evidence.ts';

/** Rooms whose participants are asked for at the same time. */
const roomsAtOnce = 8;

interface Listed {
  room: Room;
  participants: Awaited<ReturnType<typeof listParticipants>>;
}

/**
 * Compares what LiveKit lists with what we know, and notes what its webhooks did not tell: who came, what was
 * published, and what two lists in a row lack. What it finds is marked reconciled.
 */
export async function reconcile(deps: { db: Database; livekit: Livekit }): Promise<void> {
  const listedAt = new Date();
  const listed = await listEverything(deps.livekit);
  // One transaction a room: a lock is held no longer than one room takes.
  for (const { room, participants } of listed) {
    await record(deps.db, (tx) => recordListed(tx, room, participants, listedAt));
  }
  const roomSids = listed.map(({ room }) => room.sid);
  const participantSids = listed.flatMap(({ participants }) => participants.map(({ sid }) => sid));
  await record(deps.db, (tx) => closeMissing(tx, listedAt, roomSids, participantSids));
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
