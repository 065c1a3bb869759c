/** Wall clocks of the world, by the time zones that the platform knows. Times in text are as in RFC 5545: `20261122T093000`. */

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether this is the name of a time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
  formatters.set(zone, made);
  return made;
}

/** By how many milliseconds clocks are ahead of UTC somewhere at a time. */
export function offsetAt(zone: string, at: number): number {
  const parts = Object.fromEntries(formatterOf(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** What clocks show somewhere at a time. */
export function toWallText(zone: string, at: number): string {
  return toUtcText(at + offsetAt(zone, at)).slice(0, -1);
}

/** A time in UTC: `20261122T083000Z`. */
export function toUtcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** When clocks somewhere show this; the first time when they do so twice, and NaN for what is no time. */
export function fromWallText(zone: string, text: string): number {
  const wall = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(wall)) return Number.NaN;
  const dayMs = 86_400_000;
  // The clocks are put at most once a day: what they show follows one of these.
  const candidates = [wall - offsetAt(zone, wall - dayMs), wall - offsetAt(zone, wall + dayMs)];
  const right = candidates.filter((at) => at + offsetAt(zone, at) === wall);
  return right.length > 0 ? Math.min(...right) : Math.max(...candidates);
}

/** The times at which clocks are put somewhere, with what they were ahead of UTC before and are after. */
export function findTransitions(zone: string, from: number, to: number): { at: number; before: number; after: number }[] {
  const stepMs = 14 * 86_400_000;
  const found: { at: number; before: number; after: number }[] = [];
  for (let start = from; start < to; start += stepMs) {
    const [before, after] = [offsetAt(zone, start), offsetAt(zone, start + stepMs)];
    if (before !== after) found.push({ at: findChange(zone, start, start + stepMs, before), before, after });
  }
  return found;
}

/** The first second in which an offset no longer is as it was. */
function findChange(zone: string, from: number, to: number, before: number): number {
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}
