import { AudioFrame, AudioSource, LocalAudioTrack, TrackPublishOptions, TrackSource } from '@livekit/rtc-node';
import type { Client } from '../../../support/client.ts';
import { joinRoom } from '../../../support/participants.ts';

/** Somebody in a room whose microphone plays what they are given to say. */
export interface SpeakingPerson {
  /** Resolves when all of it was said. */
  say(samples: Int16Array): Promise<void>;
  leave(): Promise<void>;
}

const rate = 16_000;
const blockLength = rate / 50;

export async function joinSpeaking(client: Client, roomId: string, userId: string, name: string): Promise<SpeakingPerson> {
  const { body } = await client.call<{ token: string; url: string }>('POST', '/v1/token', { roomId, userId, name, role: 'host' });
  const participant = await joinRoom(body.token, body.url);
  const source = new AudioSource(rate, 1);
  const track = LocalAudioTrack.createAudioTrack('voice', source);
  await participant.room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }));
  return {
    async say(samples) {
      for (let from = 0; from < samples.length; from += blockLength) {
        const block = new Int16Array(blockLength);
        block.set(samples.subarray(from, from + blockLength));
        await source.captureFrame(new AudioFrame(block, rate, 1, blockLength));
      }
      await source.waitForPlayout();
    },
    async leave() {
      await participant.leave();
      await track.close();
    },
  };
}
