import { setTimeout as sleep } from 'node:timers/promises';
import type { TargetStatus } from '../../contracts/composing.ts';
import { ForbiddenTarget } from '../outgoing/address-guard.ts';
import type { Outgoing } from '../outgoing/client.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import type { RtmpTarget } from './parse-rtmp-url.ts';
import { pushOnce } from './push-once.ts';
import { type Relay, startRelay } from './relay.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { TsFanOut } from './ts-fan-out.ts';

export interface TargetState {
  status: TargetStatus;
  /** Why it is not live; null while nothing is wrong. */
  error: string | null;
}

export interface PushOptions {
  target: RtmpTarget;
  source: TsFanOut;
  outgoing: Pick<Outgoing, 'connect'>;
  /** For how long it is tried without success before it has failed for good. */
  giveUpAfterMs: number;
  onChange(state: TargetState): void;
}

/** A target that is published to until it is stopped, whatever its server does. */
export interface TargetPush {
  /** Resolves when it was stopped, or has failed for good. */
  done: Promise<void>;
  stop(): Promise<void>;
}

const connectWithinMs = 10_000;

/** Publishes to one target, again and again when that ends. It waits for nobody, and nobody for it. */
export function pushTarget(options: PushOptions): TargetPush {
  const stopping = new AbortController();
  const done = keepPushing(options, stopping.signal).catch((error: unknown) => {
    options.onChange({ status: 'failed', error: error instanceof Error ? error.message : 'It could not be sent.' });
  });
  return {
    done,
    stop() {
      stopping.abort();
      return done;
    },
  };
}

async function keepPushing(options: PushOptions, stopping: AbortSignal): Promise<void> {
  await Promise.race([options.source.begun, aborted(stopping)]);
  const { target, outgoing, giveUpAfterMs, onChange } = options;
  const relay = await startRelay(() => outgoing.connect(target, connectWithinMs));
  let failures = 0;
  let failingSince = performance.now();
  const onLive = () => {
    failures = 0;
    onChange({ status: 'live', error: null });
  };
  try {
    while (!stopping.aborted) {
      const { error, wasLive } = await attempt(options, relay, onLive, stopping);
      if (error === null) return;
      if (wasLive) failingSince = performance.now();
      failures += 1;
      const isFinal = isForbidden(relay) || performance.now() - failingSince >= giveUpAfterMs;
      onChange({ status: isFinal ? 'failed' : 'connecting', error });
      if (isFinal) return;
      await sleep(retryDelayMs(failures), undefined, { signal: stopping }).catch(() => {});
    }
  } finally {
    relay.close();
  }
}

/** @returns why it ended, with no error when it was stopped. */
async function attempt(
  { target, source }: PushOptions,
  relay: Relay,
  onLive: () => void,
  stopping: AbortSignal,
): Promise<{ error: string | null; wasLive: boolean }> {
  let wasLive = false;
  const push = pushOnce({ target, port: relay.port, source }, () => {
    wasLive = true;
    onLive();
  });
  const stop = () => void push.stop();
  stopping.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  const reason = await push.ended;
  stopping.removeEventListener('abort', stop);
  const cause = relay.error();
  return { error: reason === null ? null : cause instanceof OutgoingError ? cause.message : reason, wasLive };
}

function isForbidden(relay: Relay): boolean {
  const error = relay.error();
  return error instanceof OutgoingError && error.cause instanceof ForbiddenTarget;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
