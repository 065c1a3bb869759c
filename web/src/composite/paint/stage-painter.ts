import type { Tile } from '../compose-scene.ts';
import type { VideoFeeds } from '../video-feeds.ts';
import { PALETTE } from './palette.ts';
import { createTilePainter, type TilePainter } from './tile-painter.ts';

/** Draws the room on a canvas, and only what has changed since. */
export interface StagePainter {
  paint(tiles: Tile[]): void;
}

export function createStagePainter(canvas: HTMLCanvasElement, feeds: VideoFeeds): StagePainter {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser has no 2D canvas.');
  let painters = new Map<string, TilePainter>();
  let drawnPlaces: string | null = null;
  return {
    paint(tiles) {
      const places = tiles.map(placeOf);
      if (places.join('\n') !== drawnPlaces) {
        painters = new Map(places.map((place) => [place, createTilePainter()]));
        drawnPlaces = places.join('\n');
        context.fillStyle = PALETTE.stage;
        context.fillRect(0, 0, canvas.width, canvas.height);
      }
      for (const [i, tile] of tiles.entries()) painters.get(places[i] ?? '')?.paint(context, tile, feeds.frameOf(tile.sid));
      touch(context);
    },
  };
}

function placeOf({ kind, person, rectangle }: Tile): string {
  return JSON.stringify([kind, person.identity, rectangle]);
}

/** A canvas that was not drawn on gives no frame, and a film that pauses gets out of step with its sound. */
function touch(context: CanvasRenderingContext2D): void {
  context.clearRect(0, 0, 0.001, 0.001);
}
