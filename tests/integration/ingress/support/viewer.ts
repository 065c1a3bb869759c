import { AudioStream, RoomEvent, type Track, TrackKind, VideoBufferType, type VideoFrameEvent, VideoStream } from '@livekit/rtc-node';
import { type Client, eventually } from '../../../support/client.ts';
import { joinRoom, type Participant } from '../../../support/participants.ts';

/** What a person in the room sees and hears of somebody. */
export interface Seen {
  width: number;
  height: number;
  /** The share of pixels that differ from the first look, at the moment in the second after it when most do: what moves may come back. */
  changed: number;
  /** Brightness, blueness and redness at a point of the picture, given as shares of its width and height. */
  colourAt(x: number, y: number): [y: number, u: number, v: number];
  /** In Hz, of the loudest tone. */
  tone: number;
}

export interface Viewer {
  /** Subscribes to all of `identity` and watches for a second. */
  watch(identity: string): Promise<Seen>;
  participant: Participant;
}

/** Somebody who only watches. */
export async function joinAsViewer(owner: Client, roomId: string): Promise<Viewer> {
  const request = { roomId, userId: 'viewer', name: 'Viewer', role: 'viewer' };
  const { body } = await owner.call<{ token: string; url: string }>('POST', '/v1/token', request);
  const participant = await joinRoom(body.token, body.url);
  return { participant, watch: (identity) => watch(participant, identity) };
}

async function watch({ room }: Participant, identity: string): Promise<Seen> {
  const tracks = new Map<TrackKind | undefined, Track>();
  room.on(RoomEvent.TrackSubscribed, (track, _publication, person) => {
    if (person.identity === identity) tracks.set(track.kind, track);
  });
  return eventually(async () => {
    for (const publication of room.remoteParticipants.get(identity)?.trackPublications.values() ?? []) {
      publication.setSubscribed(true);
    }
    const [video, audio] = [tracks.get(TrackKind.KIND_VIDEO), tracks.get(TrackKind.KIND_AUDIO)];
    if (!video || !audio) throw new Error('There is no picture or no sound.');
    const [picture, tone] = await Promise.all([lookForASecond(video), listen(audio)]);
    return { ...picture, tone };
  }, 15_000);
}

async function lookForASecond(track: Track): Promise<Omit<Seen, 'tone'>> {
  const reader = new VideoStream(track).getReader();
  try {
    const first = await nextFrame(reader);
    const until = Date.now() + 1_000;
    let last = await nextFrame(reader);
    let changed = changeOf(first.luma, last.luma);
    while (Date.now() < until) {
      last = await nextFrame(reader);
      changed = Math.max(changed, changeOf(first.luma, last.luma));
    }
    const { width, height } = last;
    return { width, height, changed, colourAt: (x, y) => colourAt(last, x, y) };
  } finally {
    await reader.cancel();
  }
}

/** The share of pixels that differ. */
function changeOf(before: Uint8Array, after: Uint8Array): number {
  const count = Math.min(before.length, after.length);
  let different = 0;
  for (let i = 0; i < count; i += 1) if (Math.abs((before[i] ?? 0) - (after[i] ?? 0)) > 16) different += 1;
  return different / count;
}

async function nextFrame(reader: ReadableStreamDefaultReader<VideoFrameEvent>) {
  const { value } = await reader.read();
  if (!value) throw new Error('The picture ended.');
  const { width, height, data } = value.frame.convert(VideoBufferType.I420);
  return { width, height, data, luma: data.slice(0, width * height) };
}

/** In I420: all of the brightness, then a quarter as many values of blueness, then of redness. */
function colourAt({ width, height, data }: { width: number; height: number; data: Uint8Array }, x: number, y: number): [number, number, number] {
  const [column, row] = [Math.floor(x * width), Math.floor(y * height)];
  const [luma, halfWidth] = [width * height, Math.ceil(width / 2)];
  const chroma = Math.floor(row / 2) * halfWidth + Math.floor(column / 2);
  const at = (index: number) => data[index] ?? 0;
  return [at(row * width + column), at(luma + chroma), at(luma + halfWidth * Math.ceil(height / 2) + chroma)];
}

const sampleRate = 48_000;
/** 50 ms. */
const windowSize = sampleRate / 20;

/** The pitch of a second of sound: the median of short windows, so that a gap on a busy machine does not count. */
async function listen(track: Track): Promise<number> {
  const reader = new AudioStream(track, sampleRate, 1).getReader();
  try {
    // What comes first may be the silence before it.
    const settledAt = Date.now() + 500;
    const samples: number[] = [];
    while (samples.length < sampleRate) {
      const { value } = await reader.read();
      if (!value) throw new Error('The sound ended.');
      if (Date.now() > settledAt) samples.push(...value.data);
    }
    const starts = Array.from({ length: sampleRate / windowSize }, (_, i) => i * windowSize);
    const pitches = starts.map((start) => pitchOf(samples.slice(start, start + windowSize)));
    return pitches.toSorted((a, b) => a - b)[pitches.length / 2] ?? 0;
  } finally {
    await reader.cancel();
  }
}

/** From how often it crosses zero upwards. */
function pitchOf(samples: number[]): number {
  const crossings = samples.filter((sample, i) => sample >= 0 && (samples[i - 1] ?? 0) < 0).length;
  return (crossings * sampleRate) / samples.length;
}
