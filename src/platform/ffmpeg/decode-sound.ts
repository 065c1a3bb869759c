import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { sampleRate } from '../../core/sound.ts';
import { inputOf, type MediaSource } from './media-source.ts';
import { type FfmpegProcess, spawnFfmpeg } from './spawn-ffmpeg.ts';

/** Why a file could not be decoded to its end. */
export class DecodeError extends Error {
  readonly kind: 'no-sound' | 'unreadable' | 'interrupted';

  /** @param kind `interrupted`: it was not the file's fault, and another try may do. */
  constructor(kind: DecodeError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const lastCharacters = 1_000;
/** Nothing that anybody says lasts longer; a time stamp that is wrong may claim so, and gaps are filled with silence. */
const longestSeconds = 24 * 3_600;

/** Storage ends connections that are read as slowly as people talk; the rest is asked for again. */
const reconnect = ['-reconnect', '1', '-reconnect_on_network_error', '1', '-reconnect_delay_max', '4'];

/**
 * Decodes the first sound track of a file from its beginning to 16-bit little-endian samples of one channel, in pieces of
 * any length, at the pace at which they are taken. The time of a sample is its place: where the sound begins later than
 * the picture, or pauses, there is silence. Of a damaged file comes what can be read. Throws a DecodeError, or the reason
 * of `source.signal`, which kills ffmpeg, as does the end of this process and of the reading.
 */
export async function* decodeSound(source: MediaSource): AsyncGenerator<Buffer> {
  source.signal.throwIfAborted();
  const child = startDecoder(source);
  const kill = () => void child.kill('SIGKILL');
  source.signal.addEventListener('abort', kill, { once: true });
  const exited = once(child, 'exit').then(([code]) => code as number | null, () => null);
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said = `${said}${text}`.slice(-lastCharacters)));
  let bytes = 0;
  try {
    for await (const piece of child.stdout as AsyncIterable<Buffer>) {
      bytes += piece.length;
      yield piece;
    }
    const code = await exited;
    source.signal.throwIfAborted();
    judgeEnd({ code, said, bytes });
  } finally {
    source.signal.removeEventListener('abort', kill);
    kill();
  }
}

function startDecoder(source: MediaSource): FfmpegProcess {
  const sound = ['-map', '0:a:0', '-af', 'aresample=async=1:first_pts=0', '-ac', '1', '-ar', String(sampleRate)];
  const output = [...sound, '-t', String(longestSeconds), '-f', 's16le', 'pipe:1'];
  const child = spawnFfmpeg(['-nostdin', ...inputOf(source, '-vn', ...reconnect), ...output]);
  child.stdin.end();
  lowerPriority(child.pid);
  return child;
}

/** Below those who record, and below what is heard live. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}

/** What the shell answers that finds no ffmpeg. */
const missing = new Set<number | null>([126, 127]);
/** To ffmpeg a connection that cannot be made again is the end of the file, and no failure. */
const connectionLost = /Input\/output error|Connection .*(refused|reset|timed out)|ends prematurely|Server returned|HTTP error|timed out/i;

/** Throws unless the end of what was read is the end of what can be read. */
function judgeEnd({ code, said, bytes }: { code: number | null; said: string; bytes: number }): void {
  const text = said.replaceAll(/\bhttps?:\S+/g, '<address>').trim();
  if (code === null || missing.has(code) || connectionLost.test(said)) {
    throw new DecodeError('interrupted', `ffmpeg was interrupted: ${text || 'it was killed'}`);
  }
  if (/matches no streams/.test(said) || (code === 0 && bytes === 0)) throw new DecodeError('no-sound', 'There is no sound.');
  if (bytes === 0) throw new DecodeError('unreadable', `ffmpeg failed: ${text || `code ${code}`}`);
}
