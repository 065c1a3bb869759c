import { writeFile } from 'node:fs/promises';

const WIDTH = 320;
const HEIGHT = 180;
const FRAMES = 60;
const FRAMES_PER_SECOND = 20;
const BAR_WIDTH = 32;

/** A film has a plane for brightness and, at half its size, one for blueness and one for redness (BT.601). */
const PLANES = [
  { scale: 1, red: 81, blue: 41, white: 235 },
  { scale: 2, red: 90, blue: 240, white: 128 },
  { scale: 2, red: 240, blue: 110, white: 128 },
];

export type CameraColour = 'red' | 'blue';

/**
 * Writes a film for Chromium's fake camera (YUV4MPEG2, 320 × 180, 3 s in a loop): one colour with a white bar that
 * moves from left to right, so that a test can tell whose picture it sees and that it moves.
 */
export async function writeFakeCamera(path: string, colour: CameraColour): Promise<void> {
  const frames = Array.from({ length: FRAMES }, (_, frame) => drawFrame(colour, frame / (FRAMES - 1)));
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`;
  await writeFile(path, Buffer.concat([Buffer.from(header), ...frames]));
}

/** One picture; the bar stands at `position`, 0 left to 1 right. */
function drawFrame(colour: CameraColour, position: number): Buffer {
  const barStart = (WIDTH - BAR_WIDTH) * position;
  const planes = PLANES.map(({ scale, white, ...ground }) => {
    const row = Buffer.alloc(WIDTH / scale, ground[colour]);
    row.fill(white, Math.floor(barStart / scale), Math.floor((barStart + BAR_WIDTH) / scale));
    return Buffer.concat(Array.from({ length: HEIGHT / scale }, () => row));
  });
  return Buffer.concat([Buffer.from('FRAME\n'), ...planes]);
}
