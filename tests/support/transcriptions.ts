import assert from 'node:assert/strict';
import { type Client, eventually } from './client.ts';
import type { startTranscriberOn } from './server.ts';

export type Transcriber = Awaited<ReturnType<typeof startTranscriberOn>>;

/** A room's transcription as it is shown. */
export interface ShownTranscription {
  transcriptionId: string;
  status: string;
  segments: ShownSegment[];
}

export interface ShownSegment {
  segmentId: string;
  speaker: string;
  participantId: string;
  trackSid: string;
  text: string;
  start: number;
  end: number;
  words: { word: string; start: number; end: number }[];
}

/** Waits until a transcriber is there that knows Korean. */
export async function untilKoreanIsKnown({ call }: Client): Promise<void> {
  await eventually(async () => {
    const { body } = await call<{ transcriptionLanguages: string[] }>('GET', '/v1/health');
    assert.ok(body.transcriptionLanguages.includes('ko'));
  }, 20_000);
}

/** Waits until one of these listens to a room for the nth time. @returns that one. */
export async function untilListened(transcribers: readonly Transcriber[], transcriptionId: string, nth = 1): Promise<Transcriber> {
  const countIn = (transcriber: Transcriber) => transcriber.readLog().match(new RegExp(`${transcriptionId}.*Listening`, 'g'))?.length ?? 0;
  return eventually(async () => {
    const found = transcribers.find((transcriber) => countIn(transcriber) >= nth);
    assert.ok(found, transcribers.map((transcriber) => transcriber.readLog()).join('\n'));
    return found;
  }, 30_000);
}

export async function readTranscription({ call }: Client, roomId: string): Promise<ShownTranscription> {
  return (await call<ShownTranscription>('GET', `/v1/rooms/${roomId}/transcription`)).body;
}

/** What was said without the full stops that are written for readers. */
export function wordsOf({ text }: Pick<ShownSegment, 'text'>): string {
  return text.replace(/[.。]/g, '');
}
