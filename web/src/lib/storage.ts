const PREFIX = 'plenum.';

/** Holds what was remembered while this window is open, for browsers that forbid storage. */
const inWindow = new Map<string, string>();

/** Reads a remembered value; undefined when there is none. */
export function recall<Value>(key: string): Value | undefined {
  const text = read(PREFIX + key) ?? inWindow.get(key);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

/** Remembers a value on this device, or at least in this window. */
export function remember(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  inWindow.set(key, text);
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // Private windows and full disks forbid it; the window's own memory has to do.
  }
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
