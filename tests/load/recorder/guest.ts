import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import type { BenchServer } from '../support/bench-server.ts';
import { askToken } from '../support/visitors.ts';

const sampleRate = 48_000;
const framesPerSecond = 25;
const width = 640;
const height = 360;

/** What somebody shows and lets be heard at a time, in milliseconds since they came. */
export interface Act {
  /** The brightness of a point, 0 to 255. */
  brightnessAt(x: number, y: number, ms: number): number;
  /** -1 to 1. */
  soundAt(ms: number): number;
  /** After so long the pictures begin anew. */
  loopMs: number;
}

export interface Guest {
  leave(): Promise<void>;
}

/** Somebody with a camera of 640 × 360 at 25 frames a second and a microphone. Picture and sound follow one clock. */
export async function joinAsGuest(servers: LocalServers, api: BenchServer, place: { roomId: string; identity: string }, act: Act): Promise<Guest> {
  const room = new Room();
  const token = await askToken(servers, api, place.roomId, place.identity);
  await room.connect(servers.env.LIVEKIT_URL ?? '', token, { autoSubscribe: false, dynacast: false });
  const video = new VideoSource(width, height);
  // A longer queue would let the sound come later than the picture.
  const audio = new AudioSource(sampleRate, 1, 100);
  await publish(room, LocalVideoTrack.createVideoTrack('camera', video), TrackSource.SOURCE_CAMERA);
  await publish(room, LocalAudioTrack.createAudioTrack('microphone', audio), TrackSource.SOURCE_MICROPHONE);
  const timers = [showPictures(video, act), playSound(audio, act)];
  return {
    async leave() {
      for (const timer of timers) clearInterval(timer);
      await room.disconnect();
    },
  };
}

async function publish(room: Room, track: LocalAudioTrack | LocalVideoTrack, source: TrackSource): Promise<void> {
  await room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source, simulcast: false }));
}

function showPictures(video: VideoSource, { brightnessAt, loopMs }: Act): NodeJS.Timeout {
  const frameMs = 1_000 / framesPerSecond;
  const frames = Array.from({ length: Math.round(loopMs / frameMs) }, (_, i) => paint((x, y) => brightnessAt(x, y, i * frameMs)));
  return setInterval(() => {
    const frame = frames[Math.floor(performance.now() / frameMs) % frames.length];
    if (frame) video.captureFrame(frame);
  }, frameMs);
}

function paint(brightnessAt: (x: number, y: number) => number): VideoFrame {
  const data = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data[y * width + x] = brightnessAt(x, y);
  }
  return new VideoFrame(data, width, height, VideoBufferType.I420);
}

/** Blocks of 10 ms, as many as the clock says are due. */
function playSound(audio: AudioSource, { soundAt }: Act): NodeJS.Timeout {
  const samples = sampleRate / 100;
  let block = Math.floor(performance.now() / 10);
  return setInterval(() => {
    for (; block < performance.now() / 10; block += 1) {
      const from = block * samples;
      const data = Int16Array.from({ length: samples }, (_, i) => soundAt(((from + i) * 1_000) / sampleRate) * 20_000);
      audio.captureFrame(new AudioFrame(data, sampleRate, 1, samples)).catch(() => {});
    }
  }, 10);
}
