import type { Rectangle } from '../geometry.ts';
import { FONT, PALETTE } from './palette.ts';

/** What stands at the lower left of a tile. */
export interface CaptionText {
  text: string;
  isMuted: boolean;
}

/** Draws a caption apart: it is laid over each frame, and text is slow to draw. */
export function drawCaption({ text, isMuted }: CaptionText, tile: Rectangle): OffscreenCanvas {
  const size = captionSize(tile);
  const padding = Math.round(size * 0.5);
  const iconWidth = isMuted ? Math.round(size * 1.2) : 0;
  const font = `500 ${size}px ${FONT}`;
  const room = tile.width - 4 * padding - iconWidth;
  const { label, width } = cutToFit(text, font, Math.max(room, size));
  const canvas = new OffscreenCanvas(Math.ceil(width) + 2 * padding + iconWidth, size + padding);
  const context = contextOf(canvas);
  context.fillStyle = PALETTE.caption;
  context.beginPath();
  context.roundRect(0, 0, canvas.width, canvas.height, padding / 2);
  context.fill();
  if (isMuted) drawMutedMicrophone(context, padding, canvas.height / 2, size);
  context.font = font;
  context.fillStyle = PALETTE.text;
  context.textBaseline = 'middle';
  context.fillText(label, padding + iconWidth, canvas.height / 2);
  return canvas;
}

function captionSize({ height }: Rectangle): number {
  return Math.round(Math.min(22, Math.max(11, height * 0.05)));
}

function cutToFit(text: string, font: string, room: number): { label: string; width: number } {
  const context = contextOf(new OffscreenCanvas(1, 1));
  context.font = font;
  const widthOf = (label: string) => context.measureText(label).width;
  const characters = [...text];
  let label = text;
  while (characters.length > 1 && widthOf(label) > room) {
    characters.pop();
    label = `${characters.join('').trimEnd()}…`;
  }
  return { label, width: widthOf(label) };
}

/** A microphone with a stroke through it; `x` is its left side, `y` its middle, `size` its height. */
function drawMutedMicrophone(context: OffscreenCanvasRenderingContext2D, x: number, y: number, size: number): void {
  const unit = size / 16;
  context.strokeStyle = PALETTE.muted;
  context.lineWidth = Math.max(1.2, 1.6 * unit);
  context.lineCap = 'round';
  context.beginPath();
  context.roundRect(x + 4 * unit, y - 7 * unit, 5 * unit, 9 * unit, 2.5 * unit);
  context.moveTo(x + 1.5 * unit, y - 1 * unit);
  context.arc(x + 6.5 * unit, y - 1 * unit, 5 * unit, Math.PI, 0, true);
  context.moveTo(x + 6.5 * unit, y + 4 * unit);
  context.lineTo(x + 6.5 * unit, y + 7 * unit);
  context.moveTo(x, y - 7 * unit);
  context.lineTo(x + 13 * unit, y + 7 * unit);
  context.stroke();
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  return context;
}
