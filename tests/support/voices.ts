import { AudioFrame, AudioSource, LocalAudioTrack, RoomEvent, TrackPublishOptions, TrackSource } from '@livekit/rtc-node';
import type { Participant } from './participants.ts';

const frameMs = 20;
/** The source plays by a clock of its own: with so much in hand, a busy machine leaves no gaps. */
const aheadMs = 200;
/** What `speak` gives. */
const spokenRate = 16_000;

/** Somebody's microphone, which is silent until something is said. */
export interface Microphone {
  /** Another one after LiveKit was restarted. */
  readonly trackSid: string;
  /** Plays what was spoken. Resolves when its last loud sample was played: with that moment, in ms since 1970. */
  say(samples: Int16Array): Promise<number>;
  unpublish(): Promise<void>;
}

/** Publishes a microphone of this rate and with so many channels until it is unpublished or the participant leaves. */
export async function publishMicrophone({ room }: Pick<Participant, 'room'>, rate = 48_000, channels = 1): Promise<Microphone> {
  const source = new AudioSource(rate, channels, 1_000);
  const track = LocalAudioTrack.createAudioTrack('microphone', source);
  const publication = await room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }));
  const player = play(source, rate, channels);
  room.once(RoomEvent.Disconnected, player.stop);
  return {
    get trackSid() {
      return publication?.sid ?? '';
    },
    say: player.say,
    async unpublish() {
      player.stop();
      await room.localParticipant?.unpublishTrack(publication?.sid ?? '');
      await track.close();
    },
  };
}

interface Saying {
  samples: Int16Array;
  /** How far it is, and what is the last that can be heard. */
  at: number;
  last: number;
  done(at: number): void;
}

/** Gives the source as many frames as the clock says are due soon. */
function play(source: AudioSource, rate: number, channels: number) {
  const sayings: Saying[] = [];
  const perFrame = (rate * frameMs) / 1_000;
  let due = performance.now() - aheadMs;
  const next = () => {
    const [saying] = sayings;
    const frame = new Int16Array(perFrame * channels);
    if (saying) fill(frame, saying, { rate, channels, playedAt: Date.now() + source.queuedDuration });
    source.captureFrame(new AudioFrame(frame, rate, channels, perFrame)).catch(() => {});
    if (saying && saying.at >= saying.samples.length) sayings.shift();
  };
  const timer = setInterval(() => {
    for (; due <= performance.now(); due += frameMs) next();
  }, frameMs);
  return {
    stop: () => clearInterval(timer),
    say: (samples: Int16Array) =>
      new Promise<number>((done) => sayings.push({ samples, at: 0, last: samples.findLastIndex((sample) => Math.abs(sample) > 300), done })),
  };
}

/** The next 20 ms of it, at another rate: each sample is the nearest one. */
function fill(frame: Int16Array, saying: Saying, { rate, channels, playedAt }: { rate: number; channels: number; playedAt: number }): void {
  const from = saying.at;
  for (let i = 0; i < frame.length; i += 1) {
    frame[i] = saying.samples[from + Math.floor((Math.floor(i / channels) * spokenRate) / rate)] ?? 0;
  }
  saying.at = from + (spokenRate * frameMs) / 1_000;
  if (from > saying.last || saying.last >= saying.at) return;
  const at = playedAt + ((saying.last - from) * 1_000) / spokenRate;
  setTimeout(() => saying.done(at), at - Date.now());
}
