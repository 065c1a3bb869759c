import { type Room, RoomEvent } from 'livekit-client';
import type { Speaking } from '../../../src/contracts/capture-page.ts';
import { nameOf } from '../room/live/name-of.ts';
import { isSomebody } from './person.ts';

/** Who leaves while they speak, or whom a broken connection hides, is not told of as a speaker who has ended. */
const CHANGES = [
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ConnectionStateChanged,
] as const;

/** Tells who speaks, now and whenever that changes. Times count from this call. */
export function watchSpeakers(room: Room, tell: (speaking: Speaking) => void): void {
  const beganAt = performance.now();
  let told = '[]';
  const look = () => {
    const speaking = [...room.remoteParticipants.values()].filter((person) => person.isSpeaking && isSomebody(person));
    const people = speaking.map((person) => ({ identity: person.identity, name: nameOf(person) }));
    const next = JSON.stringify(people);
    if (next === told) return;
    told = next;
    tell({ atMs: Math.round(performance.now() - beganAt), people });
  };
  for (const event of CHANGES) room.on(event, look);
  look();
}
