import { writeFile } from 'node:fs/promises';

const WIDTH = 320;
const HEIGHT = 180;
const FRAMES = 60;
const FRAMES_PER_SECOND = 20;
const BAR_WIDTH = 32;

/** Limited-range BT.601 values of the picture's colours: brightness, blueness, redness. */
const COLOURS = { red: [81, 90, 240], blue: [41, 240, 110] } as const;
const WHITE = [235, 128, 128] as const;

export type CameraColour = keyof typeof COLOURS;

/**
 * Writes a film for Chromium's fake camera (YUV4MPEG2, 320 × 180, 3 s in a loop): one colour with a white bar that
 * moves from left to right, so that a test can tell whose picture it sees and that it moves.
 */
export async function writeFakeCamera(path: string, colour: CameraColour): Promise<void> {
  const parts = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const barStart = Math.round(((WIDTH - BAR_WIDTH) * frame) / (FRAMES - 1));
    parts.push(Buffer.from('FRAME\n'));
    COLOURS[colour].forEach((value, plane) => {
      const scale = plane === 0 ? 1 : 2;
      parts.push(drawPlane(WIDTH / scale, HEIGHT / scale, value, WHITE[plane]!, barStart / scale, BAR_WIDTH / scale));
    });
  }
  await writeFile(path, Buffer.concat(parts));
}

function drawPlane(width: number, height: number, ground: number, bar: number, start: number, length: number): Buffer {
  const row = Buffer.alloc(width, ground);
  row.fill(bar, Math.floor(start), Math.floor(start + length));
  return Buffer.concat(Array.from({ length: height }, () => row));
}
