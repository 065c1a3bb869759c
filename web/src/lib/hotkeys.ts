/** What a key event tells that matters here. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'defaultPrevented'>;

/** Whether a letter was pressed alone. Where the layout writes no Latin letters, the key's place counts. */
export function isPress(press: KeyPress, letter: string): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.defaultPrevented) return false;
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase() === letter.toLowerCase();
  return press.code === `Key${letter.toUpperCase()}`;
}

const WRITTEN_INTO = 'input, textarea, select, [contenteditable]:not([contenteditable=false]), dialog';

/** Whether keys go where somebody writes or chooses, or is asked something, and so are none of the page's. */
export function isForField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(WRITTEN_INTO) !== null;
}
