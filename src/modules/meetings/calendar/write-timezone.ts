import { findTransitions, offsetAt, toWallText } from '../../../core/time-zones.ts';
import type { ContentLine } from './content-lines.ts';

const dayMs = 86_400_000;
/** Programs that know the zone by its name go by that; for others the clocks are told for so long. */
const aheadMs = 10 * 365 * dayMs;

/** How clocks are put in a time zone, from before a time on, as a VTIMEZONE. */
export function writeTimezone(zone: string, from: number): ContentLine[] {
  const start = from - 366 * dayMs;
  const offset = offsetAt(zone, start);
  const begin = observance('STANDARD', offset, offset, [toWallText(zone, start)]);
  const transitions = findTransitions(zone, start, from + aheadMs);
  // What clocks showed when they were put, by what they were put to.
  const alike = Map.groupBy(transitions, ({ before, after }) => `${before} ${after}`);
  const later = [...alike.values()].flatMap((times) => {
    const [first] = times;
    if (!first) return [];
    const { before, after } = first;
    const shown = times.map(({ at }) => toWallClock(at, before));
    return observance(after > before ? 'DAYLIGHT' : 'STANDARD', before, after, shown);
  });
  return [['BEGIN', 'VTIMEZONE'], ['TZID', zone], ...begin, ...later, ['END', 'VTIMEZONE']];
}

function observance(kind: 'STANDARD' | 'DAYLIGHT', from: number, to: number, times: string[]): ContentLine[] {
  const [first = '', ...others] = times;
  const dates: ContentLine[] = others.length > 0 ? [['RDATE', others.join(',')]] : [];
  return [['BEGIN', kind], ['DTSTART', first], ...dates, ['TZOFFSETFROM', formatOffset(from)], ['TZOFFSETTO', formatOffset(to)], ['END', kind]];
}

function toWallClock(at: number, offset: number): string {
  return toWallText('UTC', at + offset);
}

/** Such as `+0530`. */
function formatOffset(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = (parts[2] === 0 ? parts.slice(0, 2) : parts).map((part) => String(part).padStart(2, '0')).join('');
  return `${ms < 0 ? '-' : '+'}${digits}`;
}
