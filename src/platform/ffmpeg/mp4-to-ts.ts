import { once } from 'node:events';
import { type FfmpegProcess, spawnFfmpeg } from './spawn-ffmpeg.ts';

/** The packets of the picture have this id in what comes out. */
export const videoPid = 0x100;

/** Turns a growing MP4 with H.264 and Opus into MPEG-TS with H.264 and AAC, as RTMP servers want it. */
export interface TsConverter {
  /** Takes the next bytes of the MP4. */
  write(chunk: Buffer): void;
  /** Lets it finish what it has; resolves when it has ended. */
  end(): Promise<void>;
}

/** What may wait for a converter that does not keep up: some seconds. */
const longestQueueBytes = 16 * 1024 * 1024;
const endWithinMs = 2_000;

const ARGS = [
  ...['-f', 'mp4', '-i', 'pipe:0', '-map', '0:v:0', '-map', '0:a:0'],
  // Chromium's H.264 has no B-frames and a key frame each second: it is fit as it is.
  ...['-c:v', 'copy', '-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'],
  // Gaps are filled: servers wait for sound that pauses. It is not stretched, which would be heard.
  ...['-af', 'aresample=async=1'],
  ...['-f', 'mpegts', '-mpegts_start_pid', String(videoPid), '-muxdelay', '0', '-muxpreload', '0', '-flush_packets', '1', 'pipe:1'],
];

/** @param handlers `onEnded` tells why it ended by itself. */
export function startTsConverter(handlers: { onData(data: Buffer): void; onEnded(reason: string): void }): TsConverter {
  const child = spawnFfmpeg(ARGS);
  let isEnding = false;
  let said = '';
  child.stdout.on('data', handlers.onData);
  child.stderr.on('data', (text: Buffer) => (said = `${said}${text}`.slice(-2_000)));
  const exited = waitForExit(child);
  const tell = () => isEnding || handlers.onEnded(`The picture could not be converted: ${said.trim() || 'ffmpeg ended.'}`);
  void exited.then(tell);
  return {
    write(chunk) {
      child.stdin.write(chunk);
      // It ends then, and that is told.
      if (child.stdin.writableLength > longestQueueBytes) child.kill('SIGKILL');
    },
    async end() {
      isEnding = true;
      child.stdin.end();
      const late = setTimeout(() => child.kill('SIGKILL'), endWithinMs);
      await exited;
      clearTimeout(late);
    },
  };
}

async function waitForExit(child: FfmpegProcess): Promise<void> {
  // A program that cannot be started gives an error in place of an end.
  await once(child, 'close').catch(() => {});
}
