import assert from 'node:assert/strict';
import { leaveEverybody } from '../../../browser/support/painted-person.ts';
import { type Answer, eventually } from '../../../support/client.ts';
import { type Receiver, startReceiver } from '../../../support/receiver.ts';
import { type RecordingStack, startRecordingStack } from '../../../support/recording-stack.ts';

export interface StreamStatus {
  isStreaming: boolean;
  streamId: string | null;
  startedAt: string | null;
  targets: { url: string; status: string; error: string | null }[];
}

/** Servers with a recorder and people in rooms, and a customer who hears of streams. */
export interface Stage extends RecordingStack {
  receiver: Receiver;
  start(roomId: string, ...urls: string[]): Promise<Answer<Record<string, unknown>>>;
  read(roomId: string): Promise<StreamStatus>;
  /** Waits until the targets of a room are as told. */
  untilTargets(roomId: string, statuses: string[], timeoutMs: number): Promise<StreamStatus>;
  /** The events about a room's streams that came, in order, with what they told. */
  told(roomId: string): { event: string; stream: Record<string, unknown> }[];
}

/** Streams here may go to loopback; a target that does not answer is tried for 20 seconds. */
export const streamSettings = { STREAM_ALLOW_PRIVATE: 'true', STREAM_RETRY_SECONDS: '20' };

export async function startStage(): Promise<Stage> {
  const stack = await startRecordingStack({ ...streamSettings, RECORDER_CAPACITY: '4' });
  const { client } = stack;
  const receiver = await startReceiver();
  await client.call('POST', '/v1/webhooks', { url: receiver.url, events: ['stream_started', 'stream_stopped'] });
  const read = async (roomId: string) => (await client.call<StreamStatus>('GET', `/v1/rooms/${roomId}/stream`)).body;
  return Object.assign(stack, {
    receiver,
    read,
    start: (roomId: string, ...urls: string[]) =>
      client.call<Record<string, unknown>>('POST', `/v1/rooms/${roomId}/stream/start`, { urls }),
    untilTargets: (roomId: string, statuses: string[], timeoutMs: number) =>
      eventually(async () => {
        const status = await read(roomId);
        const found = status.targets.map((target) => target.status);
        assert.deepEqual(found, statuses, JSON.stringify(status) + stack.recorder.readLog().slice(-1_500));
        return status;
      }, timeoutMs, 100),
    told: (roomId: string) =>
      receiver.received
        .filter(({ body }) => body.roomId === roomId)
        .map(({ body }) => ({ event: body.event, stream: body.data.stream ?? {} })),
  });
}

/** Call it in `after`. */
export async function stopStage(stage: Stage): Promise<void> {
  await leaveEverybody();
  await stage.receiver.close();
  await stage.stop();
}
