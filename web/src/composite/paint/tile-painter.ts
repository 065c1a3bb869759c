import type { Tile } from '../compose-scene.ts';
import { fitFrame } from '../fit-frame.ts';
import { hueOf, initialsOf } from '../initials.ts';
import { drawCaption } from './caption.ts';
import { avatarColour, FONT, PALETTE } from './palette.ts';

/** Draws one tile, and knows what it drew last. */
export interface TilePainter {
  /** Draws the tile with its newest frame where either is not what stands there. */
  paint(context: CanvasRenderingContext2D, tile: Tile, frame: VideoFrame | null): void;
}

const SPEAKING_LINE = 4;

export function createTilePainter(): TilePainter {
  let drawnLook = '';
  let drawnFrame: VideoFrame | null = null;
  let caption: OffscreenCanvas | null = null;
  return {
    paint(context, tile, frame) {
      const look = lookOf(tile);
      if (look === drawnLook && frame === drawnFrame) return;
      if (look !== drawnLook || caption === null) caption = drawCaption(captionOf(tile), tile.rectangle);
      paintContent(context, tile, frame);
      paintCaption(context, tile, caption);
      if (isHeard(tile)) paintSpeakingLine(context, tile);
      drawnLook = look;
      drawnFrame = frame;
    },
  };
}

/** Equal for tiles that look the same but for their video. */
function lookOf(tile: Tile): string {
  const { identity, name, isMuted } = tile.person;
  const { x, y, width, height } = tile.rectangle;
  return JSON.stringify([identity, name, isMuted, tile.kind, tile.sid, isHeard(tile), x, y, width, height]);
}

function isHeard({ kind, person }: Tile): boolean {
  return kind === 'camera' && person.loudness > 0;
}

function captionOf({ kind, person }: Tile): { text: string; isMuted: boolean } {
  if (kind === 'screen') return { text: `${person.name} – screen`, isMuted: false };
  return { text: person.name, isMuted: person.isMuted };
}

function paintContent(context: CanvasRenderingContext2D, tile: Tile, frame: VideoFrame | null): void {
  if (frame === null) {
    paintGround(context, tile);
    if (tile.kind === 'camera') paintInitials(context, tile);
    return;
  }
  const { source, target } = fitFrame({ width: frame.displayWidth, height: frame.displayHeight }, tile.rectangle, tile.kind);
  if (target !== tile.rectangle) paintGround(context, tile);
  context.drawImage(
    frame,
    ...([source.x, source.y, source.width, source.height] as const),
    ...([target.x, target.y, target.width, target.height] as const),
  );
}

function paintGround(context: CanvasRenderingContext2D, { rectangle }: Tile): void {
  context.fillStyle = PALETTE.tile;
  context.fillRect(rectangle.x, rectangle.y, rectangle.width, rectangle.height);
}

function paintInitials(context: CanvasRenderingContext2D, { rectangle, person }: Tile): void {
  const [x, y] = [rectangle.x + rectangle.width / 2, rectangle.y + rectangle.height / 2];
  const radius = Math.min(rectangle.width, rectangle.height) * 0.22;
  context.fillStyle = avatarColour(hueOf(person.identity));
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = PALETTE.text;
  context.font = `600 ${Math.round(radius * 0.8)}px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initialsOf(person.name), x, y);
}

function paintCaption(context: CanvasRenderingContext2D, { rectangle }: Tile, caption: OffscreenCanvas): void {
  const margin = Math.round(caption.height / 4);
  context.drawImage(caption, rectangle.x + margin, rectangle.y + rectangle.height - caption.height - margin);
}

/** Within the tile, so that the next frame of a video covers it. */
function paintSpeakingLine(context: CanvasRenderingContext2D, { rectangle }: Tile): void {
  const { x, y, width, height } = rectangle;
  context.strokeStyle = PALETTE.speaking;
  context.lineWidth = SPEAKING_LINE;
  context.strokeRect(x + SPEAKING_LINE / 2, y + SPEAKING_LINE / 2, width - SPEAKING_LINE, height - SPEAKING_LINE);
}
