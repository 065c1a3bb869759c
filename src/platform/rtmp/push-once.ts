import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readPrivateOptions, spawnFfmpeg } from '../ffmpeg/spawn-ffmpeg.ts';
import { explainEnd } from './explain-end.ts';
import type { RtmpTarget } from './parse-rtmp-url.ts';
import { createSkippingQueue } from './skipping-queue.ts';
import type { TsFanOut } from './ts-fan-out.ts';

/** One attempt to publish. */
export interface Push {
  /** Why it ended, in words that may be shown; null when it was stopped. */
  ended: Promise<string | null>;
  /** Tells the server that it is over, and ends. */
  stop(): Promise<void>;
}

/** Some ten seconds of a picture of 1280 × 720. */
const queueBytes = 4 * 1024 * 1024;
/** A server that refuses a key does so soon after it was asked; whoever took bytes for so long has taken them. */
const liveAfterMs = 2_000;
/** A server that takes nothing for so long hangs. */
const stalledAfterMs = 15_000;
const stopWithinMs = 2_000;

/**
 * Publishes what the fan-out has, without encoding it again, through a relay at `port`. The program looks up nothing, and
 * connects to nothing else.
 */
export function pushOnce(
  { target, port, source }: { target: RtmpTarget; port: number; source: TsFanOut },
  onLive: () => void,
): Push {
  const child = spawnFfmpeg(argumentsOf(target, port), privateOptionsOf(target));
  let said = '';
  let isStopping = false;
  let isStalled = false;
  child.stderr.on('data', (text: Buffer) => (said = `${said}${text}`.slice(-2_000)));
  const stall = setTimeout(() => {
    isStalled = true;
    child.kill('SIGKILL');
  }, stalledAfterMs);
  const watch = createLiveWatch(onLive);
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (watch(line)) stall.refresh();
  });
  const unsubscribe = feed(source, child.stdin);
  const ended = once(child, 'close')
    .catch((error: Error) => void (said = error.message))
    .then(() => {
      clearTimeout(stall);
      unsubscribe();
      return isStopping ? null : explainEnd(said, target, isStalled);
    });
  return {
    ended,
    async stop() {
      isStopping = true;
      unsubscribe();
      child.stdin.end();
      const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(late);
    },
  };
}

function argumentsOf({ credentials }: RtmpTarget, port: number): string[] {
  return [
    // What comes second by second is sent evenly.
    ...['-fflags', 'nobuffer', '-analyzeduration', '500000', '-fpsprobesize', '0', '-re', '-f', 'mpegts', '-i', 'pipe:0'],
    ...['-map', '0', '-c', 'copy', '-progress', 'pipe:1', '-stats_period', '0.5', '-flvflags', 'no_duration_filesize'],
    // ffmpeg takes credentials from the address alone.
    ...[...readPrivateOptions, '-f', 'flv', `rtmp://${credentials === null ? '' : `${credentials}@`}127.0.0.1:${port}/`],
  ];
}

/** What would otherwise be taken from the address, which is the relay's. */
function privateOptionsOf({ isTls, host, port, app, key }: RtmpTarget): Record<string, string> {
  const name = host.includes(':') ? `[${host}]` : host;
  const address = port === (isTls ? 443 : 1935) ? name : `${name}:${port}`;
  return { rtmp_app: app, rtmp_playpath: key, rtmp_tcurl: `${isTls ? 'rtmps' : 'rtmp'}://${address}/${app}` };
}

/** Writes what comes as fast as it is taken. @returns what ends that. */
function feed(source: TsFanOut, input: NodeJS.WritableStream): () => void {
  const queue = createSkippingQueue(queueBytes);
  let isFull = false;
  const pump = () => {
    isFull = false;
    for (let data = queue.take(); data !== null; data = queue.take()) {
      if (input.write(data)) continue;
      isFull = true;
      return;
    }
  };
  input.on('drain', pump);
  return source.subscribe((run) => {
    queue.add(run);
    if (!isFull) pump();
  });
}

/** Reads ffmpeg's progress. @returns a function of a line that tells whether more was sent than before. */
function createLiveWatch(onLive: () => void): (line: string) => boolean {
  let sent = 0;
  let firstAt: number | null = null;
  let isLive = false;
  return (line) => {
    const [name, value] = line.split('=');
    const bytes = name === 'total_size' ? Number(value) : 0;
    if (!(bytes > sent)) return false;
    sent = bytes;
    firstAt ??= performance.now();
    if (!isLive && performance.now() - firstAt >= liveAfterMs) {
      isLive = true;
      onLive();
    }
    return true;
  };
}
