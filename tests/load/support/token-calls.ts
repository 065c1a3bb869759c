import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import type { BenchServer } from './bench-server.ts';

const pauseMs = 5;

/** `POST /v1/token` with a key. */
export function createTokenCall({ env }: LocalServers, { url }: BenchServer): () => Promise<void> {
  const body = { roomId: 'stand-up', userId: 'ada', name: 'Ada Lovelace', role: 'participant' };
  return () => post(`${url}/v1/token`, body, { 'x-api-key': env.PLENUM_API_KEY ?? '' });
}

/** Milliseconds of each call, one after the other with a pause between them. */
export async function measure(call: () => Promise<void>, durationMs: number): Promise<number[]> {
  const times: number[] = [];
  for (const endAt = performance.now() + durationMs; performance.now() < endAt; await sleep(pauseMs)) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** Throws for any answer but a success. */
export async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
}
