import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { joinRoom } from '../../support/participants.ts';

/** Brightness, blueness and redness (BT.601), each 16 to 240. */
export type Colour = readonly [y: number, u: number, v: number];

export const COLOURS = {
  red: [81, 90, 240],
  green: [145, 54, 34],
  blue: [41, 240, 110],
  yellow: [210, 16, 146],
} as const satisfies Record<string, Colour>;

export interface PaintedPersonOptions {
  room: string;
  identity: string;
  name?: string;
  /** The camera's picture; without one there is no camera. */
  colour?: Colour;
  /** The microphone's tone in Hz, every other second; without one there is no microphone. */
  toneHz?: number;
  size?: { width: number; height: number };
}

/** Somebody whose camera shows one colour and whose microphone plays one tone. */
export interface PaintedPerson {
  identity: string;
  /** Gives the camera's picture another colour. */
  paint(colour: Colour): void;
  muteCamera(isMuted: boolean): Promise<void>;
  shareScreen(colour: Colour): Promise<void>;
  leave(): Promise<void>;
}

/** The LiveKit of a stack, as it signs tokens. */
export interface Livekit {
  url: string;
  apiKey: string;
  apiSecret: string;
}

const present = new Set<PaintedPerson>();

/** Lets everybody leave who a failed test left behind. Call it in `afterEach`. */
export async function leaveEverybody(): Promise<void> {
  await Promise.all([...present].map((person) => person.leave()));
}

const FRAMES_PER_SECOND = 25;
const SAMPLE_RATE = 48_000;
const BLOCK_MS = 20;

export function livekitOf(env: Record<string, string>): Livekit {
  return { url: env.LIVEKIT_URL ?? '', apiKey: env.LIVEKIT_API_KEY ?? '', apiSecret: env.LIVEKIT_API_SECRET ?? '' };
}

/** A token for `identity`; a hidden one only sees and hears. */
export async function signToken({ apiKey, apiSecret }: Livekit, room: string, identity: string, name?: string, isHidden = false) {
  const token = new AccessToken(apiKey, apiSecret, { identity, ...(name ? { name } : {}) });
  token.addGrant({ roomJoin: true, room, canSubscribe: true, canPublish: !isHidden, hidden: isHidden, recorder: isHidden });
  return token.toJwt();
}

export async function joinPainted(livekit: Livekit, options: PaintedPersonOptions): Promise<PaintedPerson> {
  const { room: roomName, identity, name, colour, toneHz, size = { width: 640, height: 360 } } = options;
  const participant = await joinRoom(await signToken(livekit, roomName, identity, name), livekit.url);
  const timers: NodeJS.Timeout[] = [];
  const publish = async (as: Colour, source: TrackSource) => {
    const published = await publishColour(participant.room, as, source, size);
    timers.push(published.timer);
    return published;
  };
  const camera = colour ? await publish(colour, TrackSource.SOURCE_CAMERA) : null;
  if (toneHz) timers.push(await publishTone(participant.room, toneHz));
  const person: PaintedPerson = {
    identity,
    paint: (as) => camera?.paint(as),
    async muteCamera(isMuted) {
      const rooms = new RoomServiceClient(livekit.url.replace(/^ws/, 'http'), livekit.apiKey, livekit.apiSecret);
      await rooms.mutePublishedTrack(roomName, identity, camera?.sid ?? '', isMuted);
    },
    async shareScreen(as) {
      await publish(as, TrackSource.SOURCE_SCREENSHARE);
    },
    async leave() {
      present.delete(person);
      for (const timer of timers) clearInterval(timer);
      await participant.leave();
    },
  };
  present.add(person);
  return person;
}

async function publishColour(room: Room, colour: Colour, source: TrackSource, size: { width: number; height: number }) {
  const video = new VideoSource(size.width, size.height);
  const track = LocalVideoTrack.createVideoTrack('picture', video);
  let frame = paintFrame(colour, size.width, size.height);
  const paint = (as: Colour) => void (frame = paintFrame(as, size.width, size.height));
  const timer = setInterval(() => video.captureFrame(frame), 1000 / FRAMES_PER_SECOND).unref();
  const options = new TrackPublishOptions({ source, simulcast: false });
  const publication = await room.localParticipant?.publishTrack(track, options);
  return { sid: publication?.sid ?? '', timer, paint };
}

function paintFrame([y, u, v]: Colour, width: number, height: number): VideoFrame {
  const [luma, chroma] = [width * height, (width * height) / 4];
  const data = new Uint8Array(luma + 2 * chroma).fill(y, 0, luma).fill(u, luma, luma + chroma).fill(v, luma + chroma);
  return new VideoFrame(data, width, height, VideoBufferType.I420);
}

async function publishTone(room: Room, hz: number): Promise<NodeJS.Timeout> {
  const source = new AudioSource(SAMPLE_RATE, 1);
  const track = LocalAudioTrack.createAudioTrack('tone', source);
  await room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }));
  const samples = (SAMPLE_RATE * BLOCK_MS) / 1000;
  let played = 0;
  return setInterval(() => {
    const block = Int16Array.from({ length: samples }, (_, i) => toneSample(hz, played + i));
    played += samples;
    source.captureFrame(new AudioFrame(block, SAMPLE_RATE, 1, samples)).catch(() => {});
  }, BLOCK_MS).unref();
}

/** On for a second, off for a second: LiveKit tells who speaks only when that changes. */
function toneSample(hz: number, index: number): number {
  if (Math.floor(index / SAMPLE_RATE) % 2 === 1) return 0;
  return Math.round(6_000 * Math.sin((2 * Math.PI * hz * index) / SAMPLE_RATE));
}
