import { FfmpegError, runFfmpeg } from './run-ffmpeg.ts';

/**
 * Copies what a fragmented MP4 holds into one whose index stands at the front, so that players can seek at once. The end
 * of the file may be missing: what is whole is kept.
 */
export async function remux(from: string, to: string): Promise<void> {
  await runFfmpeg('ffmpeg', ['-fflags', '+genpts', '-i', from, '-map', '0', '-c', 'copy', '-movflags', '+faststart', to]);
}

/** How long a file plays, in seconds. */
export async function probeDuration(file: string): Promise<number> {
  const text = await runFfmpeg('ffprobe', ['-show_entries', 'format=duration', '-of', 'csv=p=0', file]);
  const seconds = Number(text.trim());
  if (!Number.isFinite(seconds)) throw new FfmpegError(`ffprobe tells no duration of ${file}.`, false);
  return seconds;
}
