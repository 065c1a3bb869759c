import type { Rectangle, Size } from './geometry.ts';

export interface FrameFit {
  /** The part of the frame that is shown. */
  source: Rectangle;
  /** Where it is shown. */
  target: Rectangle;
}

/** A camera's picture may lose so much at its sides to fill its tile; one that would lose more is shown whole. */
const LEAST_KEPT = 0.6;
/** A picture at most so much larger than its place is cut, not scaled: scaling costs more than the edge is worth. */
const SCALE_FROM = 1.03;

/** Fits a frame into a tile: a camera fills it where it can, a screen is always shown whole. */
export function fitFrame(frame: Size, tile: Rectangle, kind: 'camera' | 'screen'): FrameFit {
  const scales = [tile.width / frame.width, tile.height / frame.height];
  const [smaller, larger] = [Math.min(...scales), Math.max(...scales)];
  const fills = kind === 'camera' && smaller / larger >= LEAST_KEPT;
  return fills ? fill(frame, tile, larger) : showWhole(frame, tile, smaller);
}

function fill(frame: Size, tile: Rectangle, scale: number): FrameFit {
  const cut = scale <= 1 && scale > 1 / SCALE_FROM ? 1 : scale;
  const width = tile.width / cut;
  const height = tile.height / cut;
  const source = { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
  return { source: cut === 1 ? roundCorner(source) : source, target: tile };
}

function showWhole(frame: Size, tile: Rectangle, scale: number): FrameFit {
  const width = Math.round(frame.width * scale);
  const height = Math.round(frame.height * scale);
  const target = { x: tile.x + (tile.width - width) / 2, y: tile.y + (tile.height - height) / 2, width, height };
  return { source: { x: 0, y: 0, ...frame }, target: roundCorner(target) };
}

/** Between two pixels everything would be blurred. */
function roundCorner(rectangle: Rectangle): Rectangle {
  return { ...rectangle, x: Math.round(rectangle.x), y: Math.round(rectangle.y) };
}
