import type { Layout } from '../../../src/contracts/composing.ts';
import type { CapturePageParameters } from '../../../src/contracts/capture-page.ts';

export interface PageParameters extends CapturePageParameters {
  /** Whether the page records itself; LiveKit Egress films it from outside. */
  capture: boolean;
}

const LAYOUTS: readonly Layout[] = ['speaker', 'single-speaker'];
const LARGEST_SIDE = 3840;

/**
 * Reads the page's address: from its fragment, which is in no log, else from its query, where LiveKit Egress puts `url`,
 * `token` and `layout`. Throws when the room is not told.
 */
export function readParameters({ search, hash }: Pick<Location, 'search' | 'hash'>): PageParameters {
  const given = new URLSearchParams(hash.length > 1 ? hash.slice(1) : search);
  const livekitUrl = given.get('url');
  const token = given.get('token');
  if (!livekitUrl || !token) throw new Error('The address lacks `url` and `token`.');
  return {
    livekitUrl,
    token,
    layout: readLayout(given.get('layout') ?? ''),
    audioOnly: given.get('audioOnly') === 'true',
    width: readSide(given.get('width'), 1280),
    height: readSide(given.get('height'), 720),
    capture: given.get('capture') === 'true',
  };
}

/** Egress's own layouts come as `speaker-dark` or `grid-light`; a layout of which we know nothing is the grid. */
function readLayout(text: string): Layout {
  return LAYOUTS.find((layout) => text === layout || text.startsWith(`${layout}-`)) ?? 'grid';
}

/** An even number of pixels, as H.264 wants. */
function readSide(text: string | null, otherwise: number): number {
  const side = Number(text);
  return side >= 16 && side <= LARGEST_SIDE ? 2 * Math.floor(side / 2) : otherwise;
}
