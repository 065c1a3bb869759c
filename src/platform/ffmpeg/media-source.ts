import { runLimited } from './run-limited.ts';

/** A file that somebody sent us, in storage. */
export interface MediaSource {
  /** http or https; ffmpeg reads the parts that it needs. */
  url: string;
  /** ffmpeg's name of the only format that it may be. */
  demuxer: string;
  signal: AbortSignal;
}

export interface MediaFacts {
  hasVideo: boolean;
  hasAudio: boolean;
  /** Null when nobody can tell. */
  durationSeconds: number | null;
}

const probeMs = 30_000;
const countMs = 120_000;

/**
 * The beginning of every call about a source. Nothing in a file can make ffmpeg open another file or host: its format is
 * given, so that it is never taken for a playlist, and no protocol but that of its own address is allowed.
 */
export function inputOf({ url, demuxer }: MediaSource, ...options: string[]): string[] {
  const protocols = ['-protocol_whitelist', 'http,https,tcp,tls', '-http_proxy', 'none', '-rw_timeout', '15000000'];
  return [...protocols, '-max_pixels', '40000000', '-f', demuxer, ...options, '-i', url];
}

/** What is in a file. Rejects for one that ffmpeg cannot read. */
export async function readFacts(source: MediaSource): Promise<MediaFacts> {
  const wanted = 'format=duration:stream=codec_type:stream_disposition=attached_pic';
  const answer = await runLimited('ffprobe', [...inputOf(source), '-show_entries', wanted, '-of', 'json'], {
    timeoutMs: probeMs,
    signal: source.signal,
  });
  const { streams = [], format } = JSON.parse(answer.toString()) as ProbeAnswer;
  const hasAudio = streams.some(({ codec_type }) => codec_type === 'audio');
  // The picture on the sleeve of a song is no film.
  const hasVideo = streams.some(({ codec_type, disposition }) => codec_type === 'video' && !disposition?.attached_pic);
  const seconds = Number(format?.duration);
  const durationSeconds = seconds > 0 ? seconds : await countDuration(source).catch(() => null);
  return { hasVideo, hasAudio, durationSeconds };
}

interface ProbeAnswer {
  streams?: { codec_type: string; disposition?: { attached_pic: number } }[];
  format?: { duration?: string };
}

/** For files that were written as they came, and whose length stands nowhere: reads all of it, but decodes nothing. */
async function countDuration(source: MediaSource): Promise<number | null> {
  const args = ['-nostdin', ...inputOf(source), '-map', '0', '-c', 'copy', '-progress', 'pipe:1', '-f', 'null', '-'];
  const progress = await runLimited('ffmpeg', args, { timeoutMs: countMs, signal: source.signal });
  const seconds = Number(progress.toString().match(/out_time_us=(\d+)/g)?.at(-1)?.split('=')[1]) / 1_000_000;
  return seconds > 0 ? seconds : null;
}
