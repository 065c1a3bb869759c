import type { CapturePageEvent } from '../../contracts/capture-page.ts';
import type { CaptureHandlers } from './capture.ts';
import type { PartListener } from './capture-server.ts';

/** The type of the box that begins a fragment: before the first one there is only the file's head. */
const FRAGMENT = 'moof';

/** Sorts what the page sends: chunks and events to their handlers, its end to `end`. */
export function createPartReader(handlers: CaptureHandlers, end: (reason: string) => void): PartListener {
  let hasStarted = false;
  return (part, isEvent) => {
    if (isEvent) return readEvent(JSON.parse(part.toString()) as CapturePageEvent, handlers, end);
    handlers.onChunk(part);
    if (hasStarted || !part.includes(FRAGMENT)) return;
    hasStarted = true;
    handlers.onStarted();
  };
}

function readEvent(event: CapturePageEvent, handlers: CaptureHandlers, end: (reason: string) => void): void {
  if (event.type === 'speaking') handlers.onSpeaking?.(event);
  else if (event.type === 'empty') handlers.onEmpty();
  else end(event.reason);
}
