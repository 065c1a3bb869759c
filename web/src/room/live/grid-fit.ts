/** A grid's columns, and a tile's width in pixels and width-to-height ratio. */
export interface GridFit {
  columns: number;
  tileWidth: number;
  ratio: number;
}

/** Below this width in pixels faces are too small: the grid then scrolls. */
const MIN_TILE_WIDTH = 150;

/** Cameras are wide; a little off the sides is a fair price for larger faces, more so on a tall stage. */
const WIDE_RATIOS = [16 / 9, 4 / 3] as const;
const TALL_RATIOS = [4 / 3, 1] as const;

/** Fits `count` tiles to an area as large as they can be. Measures are in pixels. */
export function fitGrid(width: number, height: number, count: number, gap: number): GridFit {
  const ratios = height > width ? TALL_RATIOS : WIDE_RATIOS;
  let best: GridFit = { columns: 1, tileWidth: 0, ratio: ratios[0] };
  for (let columns = 1; columns <= count; columns += 1) {
    for (const ratio of ratios) {
      const fit = fitColumns(width, height, count, gap, columns, ratio);
      if (areaOf(fit) > areaOf(best)) best = fit;
    }
  }
  return best.tileWidth >= MIN_TILE_WIDTH || width <= 0 ? best : fitScrolling(width, gap, ratios[0]);
}

function areaOf({ tileWidth, ratio }: GridFit): number {
  return tileWidth ** 2 / ratio;
}

function fitColumns(w: number, h: number, count: number, gap: number, columns: number, ratio: number): GridFit {
  const rows = Math.ceil(count / columns);
  const byWidth = (w - gap * (columns - 1)) / columns;
  const byHeight = ((h - gap * (rows - 1)) / rows) * ratio;
  return { columns, tileWidth: Math.max(0, Math.floor(Math.min(byWidth, byHeight))), ratio };
}

function fitScrolling(width: number, gap: number, ratio: number): GridFit {
  const columns = Math.max(1, Math.floor((width + gap) / (MIN_TILE_WIDTH + gap)));
  return { columns, tileWidth: Math.floor((width - gap * (columns - 1)) / columns), ratio };
}
