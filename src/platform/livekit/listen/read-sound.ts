import type * as Client from '@livekit/rtc-node';
import { sampleRate } from '../../../core/sound.ts';

/** A multiple of what a voice activity detector looks at; shorter ones only cost more. */
const frameSizeMs = 60;

/**
 * Hands over the sound of a track, whatever its rate and channels are, until `stop` is called or the track ends. What
 * the track gives is taken at once: nothing gathers here.
 */
export function readSound(
  { AudioStream }: typeof Client,
  track: Client.RemoteTrack,
  take: (samples: Int16Array) => void,
): () => void {
  const reader = new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs }).getReader();
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      take(value.data);
    }
  };
  // A track that ends as it is read has ended.
  void read().catch(() => {});
  return () => void reader.cancel().catch(() => {});
}
