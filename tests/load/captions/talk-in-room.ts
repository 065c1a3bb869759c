import { Room } from '@livekit/rtc-node';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { type Microphone, publishMicrophone } from '../../support/voices.ts';
import type { BenchServer } from '../support/bench-server.ts';
import { askToken } from '../support/visitors.ts';
import { type Delays, loudPart } from './delays.ts';

/** A caption as a stock client of LiveKit gets it. */
interface Caption {
  segmentId: string;
  isFinal: boolean;
  at: number;
}

/** People with microphones in a room that is transcribed, and one who reads. */
export interface Talk {
  microphones: Microphone[];
  captions: Caption[];
  stop(): Promise<void>;
}

export async function startTalk(
  servers: LocalServers,
  api: BenchServer,
  { roomId, people, phrases }: { roomId: string; people: number; phrases: readonly string[] },
): Promise<Talk> {
  const join = async (identity: string) => {
    const room = new Room();
    await room.connect(servers.env.LIVEKIT_URL ?? '', await askToken(servers, api, roomId, identity), { autoSubscribe: false, dynacast: false });
    return room;
  };
  const reader = await join('reader');
  const captions: Caption[] = [];
  reader.registerTextStreamHandler('lk.transcription', (stream) => {
    const { attributes = {} } = stream.info;
    captions.push({ segmentId: attributes['lk.segment_id'] ?? '', isFinal: attributes['lk.transcription_final'] === 'true', at: Date.now() });
    void stream.readAll().catch(() => {});
  });
  const rooms = await Promise.all(Array.from({ length: people }, (_, i) => join(`talker-${i}`)));
  const microphones = await Promise.all(rooms.map((room) => publishMicrophone({ room })));
  const call = (what: 'start' | 'stop', body: object) =>
    fetch(`${api.url}/v1/rooms/${roomId}/transcription/${what}`, {
      method: 'POST',
      headers: { 'x-api-key': servers.env.PLENUM_API_KEY ?? '', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const started = await call('start', { language: 'ko', options: { phrases } });
  if (started.status !== 201) throw new Error(`No transcription was started: ${started.status} ${await started.text()}`);
  return {
    microphones,
    captions,
    async stop() {
      await call('stop', {});
      await Promise.all([reader, ...rooms].map((room) => room.disconnect()));
    },
  };
}

/** How long after a sentence was said, its captions come. Null when none does. */
export async function sayAndRead({ microphones: [microphone], captions }: Talk, sentence: Int16Array): Promise<Delays | null> {
  const from = captions.length;
  const { first, last } = loudPart(sentence);
  const endedAt = (await microphone?.say(sentence)) ?? 0;
  const beganAt = endedAt - (last - first) / 16;
  for (const giveUpAt = Date.now() + 5_000; Date.now() < giveUpAt; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const final = captions.slice(from).find(({ isFinal }) => isFinal);
    const partial = captions.slice(from).find(({ segmentId, isFinal }) => !isFinal && segmentId === final?.segmentId);
    if (final) return { partialMs: (partial ?? final).at - beganAt, finalMs: final.at - endedAt };
  }
  return null;
}
