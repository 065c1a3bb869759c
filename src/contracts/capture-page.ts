import type { Picture } from './composing.ts';

/** What the composite page is opened with. */
export interface CapturePageParameters extends Picture {
  livekitUrl: string;
  /** A LiveKit token of a hidden participant. */
  token: string;
}

/** The composite page's parameters as it reads them from its address; `capture` makes it record itself. */
export function writeCaptureParameters(request: CapturePageParameters): string {
  return new URLSearchParams({
    url: request.livekitUrl,
    token: request.token,
    layout: request.layout,
    audioOnly: String(request.audioOnly),
    width: String(request.width),
    height: String(request.height),
    capture: 'true',
  }).toString();
}

/**
 * What the page tells beside its chunks. Both are put as `parts/<n>` below the page's address, numbered from 0 without a
 * gap and sent one after another: an event as JSON, a chunk as bytes.
 */
export type CapturePageEvent =
  /** Who speaks from now on, whenever that changes. */
  | ({ type: 'speaking' } & Speaking)
  /** Nobody to record has been there for some seconds, or the room was closed. */
  | { type: 'empty' }
  /** Nothing more comes. */
  | { type: 'ended'; reason: string };

/** Who speaks, from a moment on. */
export interface Speaking {
  /** Milliseconds from the first frame of the recording. */
  atMs: number;
  people: { identity: string; name: string }[];
}

/** The page ends its recording when an event of this name is dispatched in its window. */
export const stopCaptureEvent = 'plenum-stop';
