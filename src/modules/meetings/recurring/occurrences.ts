import { RRuleTemporal } from 'rrule-temporal';
import { invalidField } from '../../../core/errors.ts';
import { toWallText } from '../../../core/time-zones.ts';

/** When something recurs: a rule by the wall clock of a time zone, whatever that is in UTC. */
export interface Rule {
  rrule: string;
  /** Where the rule begins; its wall-clock time is that of every occurrence. */
  startsAt: Date;
  timezone: string;
}

/**
 * What may be tried before a rule is given up as one that never fires: thousands of years by years, eight by days. Nobody
 * else is served meanwhile.
 */
const bounds = { maxIterations: 3_000, maxCandidateEvaluations: 6_000 };

/** The first occurrence after a time; null when there is none any more. A 400 for a rule that contradicts itself or never fires. */
export function nextOccurrence(rule: Rule, after: Date): Date | null {
  return evaluate(rule, (parsed) => toDate(parsed.next(after)));
}

/** The occurrences after a time up to another, in order. */
export function occurrencesBetween(rule: Rule, after: Date, until: Date): Date[] {
  if (until <= after) return [];
  const found = evaluate(rule, (parsed) => parsed.between(after, until, true));
  return found.map(({ epochMilliseconds }) => new Date(epochMilliseconds)).filter((at) => at > after && at <= until);
}

function evaluate<T>({ rrule, startsAt, timezone }: Rule, ask: (parsed: RRuleTemporal) => T): T {
  const start = `DTSTART;TZID=${timezone}:${toWallText(timezone, startsAt.getTime())}`;
  try {
    return ask(new RRuleTemporal({ rruleString: `${start}\nRRULE:${rrule}`, strict: true, ...bounds }));
  } catch (error) {
    throw invalidField('/rrule', explain(error));
  }
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/exceeded|out-of-bounds|range/i.test(message)) return 'This rule never fires, or only after longer than can be looked ahead.';
  return `This rule contradicts itself: ${message}.`;
}

/** Five digits of a year are more than a database takes, or anybody waits for. */
const never = Date.UTC(10_000, 0);

function toDate(found: { epochMilliseconds: number } | null): Date | null {
  return found !== null && found.epochMilliseconds < never ? new Date(found.epochMilliseconds) : null;
}
