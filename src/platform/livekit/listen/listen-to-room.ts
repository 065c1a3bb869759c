import { setTimeout as sleep } from 'node:timers/promises';
import type * as Client from '@livekit/rtc-node';
import type { RemoteParticipant, RemoteTrack, RemoteTrackPublication, Room } from '@livekit/rtc-node';
import { isReservedIdentity } from '../room-names.ts';
import { forgetRoom } from './forget-room.ts';
import { readSound } from './read-sound.ts';
import type { Listening, RoomToHear, SoundListener, SoundTaker, SpokenText } from './sound.ts';

/** LiveKit's client tries for as long as that; a server that hangs would hold it for ever. */
const joinWithinMs = 15_000;
const leaveWithinMs = 2_000;

/** Implements ListenToRoom with LiveKit's native client, which is loaded when the first room is joined. */
export async function listenToRoom({ url, token }: RoomToHear, listener: SoundListener): Promise<Listening> {
  const client = await import('@livekit/rtc-node');
  const room = new client.Room();
  const tracks = followTracks(client, room, listener);
  let hasLeft = false;
  room.once(client.RoomEvent.Disconnected, (reason) => {
    tracks.closeAll();
    forgetRoom(room);
    if (!hasLeft) listener.ended(client.DisconnectReason[reason] ?? 'unknown');
  });
  const leave = async () => {
    // Disconnecting twice would never answer.
    if (hasLeft) return;
    hasLeft = true;
    tracks.closeAll();
    if (room.isConnected) await Promise.race([room.disconnect().catch(() => {}), sleep(leaveWithinMs, undefined, { ref: false })]);
  };
  const joining = room.connect(url, token, { autoSubscribe: false, dynacast: false });
  try {
    await within(joining, joinWithinMs, 'LiveKit did not answer.');
  } catch (error) {
    // It may yet come to be.
    joining.then(leave, () => {});
    throw error;
  }
  tracks.subscribe();
  return { sendText: (text) => sendText(room, text), leave };
}

async function within(work: Promise<void>, ms: number, message: string): Promise<void> {
  const giveUp = new AbortController();
  const late = sleep(ms, undefined, { signal: giveUp.signal }).then(() => Promise.reject(new Error(message)));
  late.catch(() => {});
  await Promise.race([work, late]).finally(() => giveUp.abort());
}

/** Subscribes to what has sound, and hands its samples on. */
function followTracks(client: typeof Client, room: Room, listener: SoundListener) {
  const { RoomEvent, TrackKind } = client;
  const open = new Map<string, { taker: SoundTaker; stop(): void }>();
  const want = (publication: RemoteTrackPublication, participant?: RemoteParticipant) => {
    const isOurs = participant === undefined || isReservedIdentity(participant.identity);
    if (publication.kind === TrackKind.KIND_AUDIO && !publication.subscribed && !isOurs) publication.setSubscribed(true);
  };
  const subscribe = () => {
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) want(publication as RemoteTrackPublication, participant);
    }
  };
  const close = (sid: string | undefined) => {
    const track = open.get(sid ?? '');
    if (!track) return;
    open.delete(sid ?? '');
    track.stop();
    track.taker.close();
  };
  const begin = (track: RemoteTrack, sid: string, participant: RemoteParticipant) => {
    if (track.kind !== TrackKind.KIND_AUDIO) return;
    close(sid);
    const readName = () => participant.name || null;
    const taker = listener.opened({ trackSid: sid, participantId: participant.identity, readName });
    open.set(sid, { taker, stop: readSound(client, track, taker.take) });
  };
  room
    .on(RoomEvent.TrackPublished, want)
    .on(RoomEvent.TrackSubscribed, (track, publication, participant) => begin(track, publication.sid ?? '', participant))
    .on(RoomEvent.TrackUnsubscribed, (_track, publication) => close(publication.sid))
    .on(RoomEvent.TrackUnpublished, (publication) => close(publication.sid))
    .on(RoomEvent.TrackMuted, (publication) => open.get(publication.sid ?? '')?.taker.pause())
    .on(RoomEvent.ParticipantDisconnected, (participant) => {
      for (const sid of participant.trackPublications.keys()) close(sid);
    })
    .on(RoomEvent.Reconnected, subscribe);
  return { subscribe, closeAll: () => [...open.keys()].forEach(close) };
}

async function sendText(room: Room, { participantId, topic, text, attributes }: SpokenText): Promise<void> {
  const writer = await room.localParticipant?.streamText({ topic, attributes, senderIdentity: participantId });
  await writer?.write(text);
  await writer?.close();
}
