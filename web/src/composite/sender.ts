import type { CapturePageEvent } from '../../../src/contracts/capture-page.ts';

/** Hands what was captured to the recorder, in order, without a gap. */
export interface Sender {
  chunk(chunk: Blob): void;
  event(event: CapturePageEvent): void;
  /** Resolves when everything so far has been taken. */
  idle(): Promise<void>;
}

const EVENT_TYPE = 'application/json';
const RETRY_MS = 200;
const GIVE_UP_MS = 10_000;

/** One part is under way at a time; chunks that come meanwhile go together as the next one. */
export function createSender(onBroken: (reason: string) => void): Sender {
  const waiting: Blob[] = [];
  let count = 0;
  let sending: Promise<void> | null = null;

  async function sendAll(): Promise<void> {
    for (let part = takePart(waiting); part !== null; part = takePart(waiting)) {
      await put(count, part);
      count += 1;
    }
    sending = null;
  }

  function add(part: Blob): void {
    waiting.push(part);
    sending ??= sendAll().catch((error: unknown) => onBroken(String(error)));
  }

  return {
    chunk: add,
    event: (event) => add(new Blob([JSON.stringify(event)], { type: EVENT_TYPE })),
    idle: async () => sending ?? undefined,
  };
}

function isEvent(part: Blob): boolean {
  return part.type === EVENT_TYPE;
}

/** An event by itself, or all chunks before the next event. */
function takePart(waiting: Blob[]): Blob | null {
  const [first] = waiting;
  if (first === undefined) return null;
  if (isEvent(first)) return waiting.shift() ?? null;
  const end = waiting.findIndex(isEvent);
  return new Blob(waiting.splice(0, end === -1 ? waiting.length : end), { type: 'application/octet-stream' });
}

/** Tried again until it is taken: a part that comes twice under its number counts once. */
async function put(number: number, body: Blob): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  for (;;) {
    const response = await fetch(`parts/${number}`, { method: 'PUT', body }).catch(() => null);
    if (response?.ok) return;
    if (performance.now() > giveUpAt) throw new Error(`The recorder does not take part ${number}.`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
