/** Moves the focus within a list of segments as a key says. @returns whether the key says anything of the kind. */
export function moveFocus(list: HTMLElement, key: string): boolean {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (!move) return false;
  const now = document.activeElement;
  const item = now?.closest('li');
  if (item && now instanceof HTMLElement) move(list, item, now);
  // The list itself has the focus: whoever does not say where to begins with what is being said.
  else if (key === 'Home' || key === 'End') move(list, list, list);
  else focus(list.querySelector('[aria-current]') ?? list.firstElementChild);
  return true;
}

type Move = (list: HTMLElement, item: Element, now: HTMLElement) => void;

const MOVES: Record<string, Move> = {
  ArrowDown: (_list, item) => focus(item.nextElementSibling),
  ArrowUp: (_list, item) => focus(item.previousElementSibling),
  Home: (list) => focus(list.firstElementChild),
  End: (list) => focus(list.lastElementChild),
  ArrowRight: (_list, item, now) => step(item, now, 1),
  ArrowLeft: (_list, item, now) => step(item, now, -1),
};

/** A segment's own place is its time. */
function focus(item: Element | null | undefined): void {
  item?.querySelector<HTMLElement>('[data-at]')?.focus();
}

/** To the word before or after, also that of the segment beside. */
function step(item: Element, now: HTMLElement, by: 1 | -1): void {
  const here = stopsIn(item);
  const next = here[here.indexOf(now) + by];
  if (next) return next.focus();
  if (by === 1) focus(item.nextElementSibling);
  else stopsIn(item.previousElementSibling).at(-1)?.focus();
}

function stopsIn(item: Element | null): HTMLElement[] {
  return [...(item?.querySelectorAll<HTMLElement>('[data-at]') ?? [])];
}
