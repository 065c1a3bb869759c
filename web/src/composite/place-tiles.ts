import type { Layout } from '../../../src/contracts/composing.ts';
import type { Rectangle, Size } from './geometry.ts';
import { fitGrid, GAP } from './fit-grid.ts';

/** More would be too small to tell who is who. */
const MOST_IN_GRID = 25;
const MOST_ASIDE = 12;
/** How much of the width the small tiles beside a large one get. */
const ASIDE_SHARE = 0.2;

export interface Places {
  /** Where the shared screen is drawn; null without one. */
  screen: Rectangle | null;
  /** Where people are drawn, the first of them first: fewer than there are people when not all have a place. */
  people: Rectangle[];
}

/** Divides the stage among `people` and, before them, a shared screen. */
export function placeTiles(layout: Layout, stage: Size, people: number, hasScreen: boolean): Places {
  const shown = layout === 'single-speaker' ? Math.min(people, 1) : people;
  const whole = { x: 0, y: 0, ...stage };
  if (hasScreen) {
    const [screen, ...rest] = placeBeside(whole, shown);
    return { screen: screen ?? whole, people: rest };
  }
  if (layout === 'speaker' && shown > 1) return { screen: null, people: placeBeside(whole, shown - 1) };
  return { screen: null, people: fitGrid(whole, Math.min(shown, MOST_IN_GRID)) };
}

/** A large place, then `count` small ones to the right of it. */
function placeBeside(stage: Rectangle, count: number): Rectangle[] {
  if (count === 0) return [stage];
  const asideWidth = 2 * Math.round((stage.width * ASIDE_SHARE) / 2);
  const width = stage.width - asideWidth - GAP;
  const aside = { x: width + GAP, y: 0, width: asideWidth, height: stage.height };
  return [{ ...stage, width }, ...fitGrid(aside, Math.min(count, MOST_ASIDE))];
}
