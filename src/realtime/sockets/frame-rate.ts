/** Frames of one socket in the present second. */
export interface FrameCount {
  startedAt: number;
  count: number;
}

const maxPerSecond = 50;

/** Counts one frame. The second begins with its first frame. @returns false for the 51st. */
export function countFrame(frames: FrameCount, now: number): boolean {
  if (now - frames.startedAt >= 1_000) {
    frames.startedAt = now;
    frames.count = 0;
  }
  frames.count += 1;
  return frames.count <= maxPerSecond;
}
