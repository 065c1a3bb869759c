import type { Rectangle, Size } from './geometry.ts';

/** Pixels between tiles. */
export const GAP = 8;
const RATIO = 16 / 9;

/** `count` wide tiles, as large as they can be, row by row in the middle of `area`. */
export function fitGrid(area: Rectangle, count: number): Rectangle[] {
  const { columns, tile } = bestColumns(area, count);
  const rows = Math.ceil(count / columns);
  const top = area.y + even((area.height - rows * tile.height - (rows - 1) * GAP) / 2);
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + even((area.width - inRow * tile.width - (inRow - 1) * GAP) / 2);
    return { x: left + (i % columns) * (tile.width + GAP), y: top + row * (tile.height + GAP), ...tile };
  });
}

function bestColumns(area: Size, count: number): { columns: number; tile: Size } {
  let best = { columns: 1, tile: { width: 0, height: 0 } };
  for (let columns = 1; columns <= count; columns += 1) {
    const tile = largestTile(area, columns, Math.ceil(count / columns));
    if (tile.width > best.tile.width) best = { columns, tile };
  }
  return best;
}

/** A tile that has the area alone fills it, whatever its shape. */
function largestTile({ width, height }: Size, columns: number, rows: number): Size {
  if (columns === 1 && rows === 1 && Math.abs(width / height - RATIO) < 0.5) return { width, height };
  const byWidth = (width - (columns - 1) * GAP) / columns;
  const byHeight = ((height - (rows - 1) * GAP) / rows) * RATIO;
  const tileWidth = even(Math.min(byWidth, byHeight));
  return { width: tileWidth, height: even(tileWidth / RATIO) };
}

/** Colours are stored for each second pixel, so edges at even ones stay sharp. */
function even(pixels: number): number {
  return Math.max(0, 2 * Math.floor(pixels / 2));
}
