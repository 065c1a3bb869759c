import { invalidField } from '../../../core/errors.ts';
import { fromWallText, toUtcText } from '../../../core/time-zones.ts';

const list = (item: string) => new RegExp(`^${item}(,${item})*$`);
const number = (from: number, to: number) => `(${Array.from({ length: to - from + 1 }, (_, i) => `0*${from + i}`).join('|')})`;
const signed = (to: number) => `[+-]?${number(1, to)}`;

/** What a rule may say (RFC 5545, section 3.3.10), and how. Nothing that recurs within a day, as no meeting does. */
const parts: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^([1-9]\d{0,2}|1000)$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: list(`([+-]?${number(1, 53)})?(MO|TU|WE|TH|FR|SA|SU)`),
  BYMONTH: list(number(1, 12)),
  BYMONTHDAY: list(signed(31)),
  BYYEARDAY: list(signed(366)),
  BYWEEKNO: list(signed(53)),
  BYSETPOS: list(signed(366)),
  BYHOUR: list(number(0, 23)),
  BYMINUTE: list(number(0, 59)),
  BYSECOND: list(number(0, 59)),
};

/** How many meetings a rule may make in one day. */
const mostPerDay = 24;

const wrong = (message: string) => invalidField('/rrule', message);

/**
 * A rule as everything else here reads it: in capitals, without `RRULE:`, `UNTIL` in UTC. A 400 for what is no rule, or
 * one that recurs too often.
 */
export function normalizeRule(text: string, timezone: string): string {
  const found = new Map<string, string>();
  for (const part of text.toUpperCase().replace(/^RRULE:/, '').split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    const form = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (!form || rest.length > 0) throw wrong(`A rule is made of parts such as FREQ=WEEKLY and BYDAY=MO; ${shorten(part)} is none.`);
    if (!form.test(value)) throw wrong(`${shorten(part)} is not a value that ${name} can have here.`);
    if (found.has(name)) throw wrong(`${name} stands in the rule twice.`);
    found.set(name, name === 'UNTIL' ? toUtc(value, timezone) : value);
  }
  if (!found.has('FREQ')) throw wrong('The rule lacks FREQ: DAILY, WEEKLY, MONTHLY or YEARLY.');
  if (found.has('COUNT') && found.has('UNTIL')) throw wrong('A rule has COUNT or UNTIL, not both.');
  if (countPerDay(found) > mostPerDay) throw wrong(`This rule makes more than ${mostPerDay} meetings in a day.`);
  return [...found].map(([name, value]) => `${name}=${value}`).join(';');
}

function countPerDay(found: Map<string, string>): number {
  const sizes = ['BYHOUR', 'BYMINUTE', 'BYSECOND'].map((name) => new Set(found.get(name)?.split(',').map(Number) ?? [0]).size);
  return sizes.reduce((product, size) => product * size, 1);
}

/** A day means all of it, where the meeting is held. */
function toUtc(until: string, timezone: string): string {
  if (until.endsWith('Z')) return until;
  const at = fromWallText(timezone, until.length === 8 ? `${until}T235959` : until);
  if (Number.isNaN(at)) throw wrong(`UNTIL=${until} is no time.`);
  return toUtcText(at);
}

function shorten(part: string): string {
  return `“${part.slice(0, 40)}”`;
}
