import { after } from 'node:test';
import { setInterval as every, setTimeout as delay } from 'node:timers/promises';
import {
  AudioFrame,
  AudioSource,
  dispose,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

// LiveKit's client has threads of its own, which would keep the test process alive; it cannot be started twice.
// Whoever is still in a room leaves first: nothing can leave, or answer that it has, without the client's threads.
const present = new Set<Participant>();
const leaveMs = 5_000;
after(async () => {
  await Promise.all([...present].map((participant) => participant.leave()));
  await dispose();
});

/** A message of LiveKit's data channel, as a participant received it. */
export interface ReceivedData {
  topic: string | undefined;
  text: string;
}

/** A real participant: LiveKit's own client in this process, without a browser. */
export interface Participant {
  identity: string;
  room: Room;
  /** All data messages so far. */
  received: ReceivedData[];
  /** Publishes a tone of 440 Hz as a microphone until `leave`, and tells its track's sid. */
  publishTone(): Promise<string>;
  /** Waits until the server ends the connection, or fails after `ms`. */
  untilOut(ms?: number): Promise<void>;
  leave(): Promise<void>;
}

const sampleRate = 48_000;
/** Ten frames a second, each of 44 whole waves: shorter ones only cost more. */
const frameMs = 100;
const frameSamples = (sampleRate * frameMs) / 1000;

/** Joins the room that `token` is for at the LiveKit server `url`, as `POST /v1/token` answers both. */
export async function joinRoom(token: string, url: string): Promise<Participant> {
  const room = new Room();
  const received: ReceivedData[] = [];
  const ending = new AbortController();
  room.on(RoomEvent.DataReceived, (payload, _from, _kind, topic) => {
    received.push({ topic, text: Buffer.from(payload).toString() });
  });
  room.once(RoomEvent.Disconnected, () => ending.abort());
  await room.connect(url, token, { autoSubscribe: false, dynacast: false });
  const participant: Participant = {
    identity: room.localParticipant?.identity ?? '',
    room,
    received,
    publishTone: () => publishTone(room, ending.signal),
    untilOut: (ms = 5_000) => untilAborted(ending.signal, ms),
    async leave() {
      ending.abort();
      // Disconnecting twice, or after being removed, would never answer; the removal may not be known here yet.
      if (present.delete(participant) && room.isConnected) await Promise.race([room.disconnect(), delay(leaveMs, null, { ref: false })]);
    },
  };
  present.add(participant);
  return participant;
}

/**
 * Comes by the token of somebody who is put out again at once, and waits until they are. When that is before their
 * connection stands, LiveKit's client hears nothing of it: it waits for 15 s, tries once more, and may give up then.
 */
export async function comeAndBePutOut({ token, url }: { token: string; url: string }, withinMs?: number): Promise<void> {
  const participant = await joinRoom(token, url).catch(() => null);
  await participant?.untilOut(withinMs);
}

async function publishTone(room: Room, until: AbortSignal): Promise<string> {
  const source = new AudioSource(sampleRate, 1);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  const track = LocalAudioTrack.createAudioTrack('tone', source);
  const publication = await room.localParticipant?.publishTrack(track, options);
  void playTone(source, until).finally(() => track.close());
  return publication?.sid ?? '';
}

async function playTone(source: AudioSource, until: AbortSignal): Promise<void> {
  const frame = new AudioFrame(Int16Array.from({ length: frameSamples }, (_, i) => toneSample(i)), sampleRate, 1, frameSamples);
  try {
    for await (const _ of every(frameMs, undefined, { signal: until })) await source.captureFrame(frame);
  } catch (error) {
    if (!until.aborted) throw error;
  }
}

function toneSample(index: number): number {
  return Math.round(8_000 * Math.sin((2 * Math.PI * 440 * index) / sampleRate));
}

async function untilAborted(signal: AbortSignal, ms: number): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Still in the room after ${ms} ms.`)), ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
