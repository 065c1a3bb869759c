import { offsetAt } from '../../../core/time-zones.ts';

/** A meeting that exists already, and the time that the rule gave it then. */
export interface Occurrence {
  meetingId: string;
  at: Date;
}

export interface Matches {
  /** Meetings and the times that the rule gives them now. */
  kept: Occurrence[];
  /** Meetings for which the rule has no time any more. */
  dropped: Occurrence[];
}

/** How a rule's times were put to others. */
export interface Move {
  /** Where the rule began before, and where it does now. */
  from: Date;
  to: Date;
  timezone: string;
}

const [hourMs, dayMs] = [3_600_000, 86_400_000];

/**
 * Finds out which meeting stands for which time of a rule that was changed: the one at that very time, else the one that
 * comes there when all are put off by the same hours, also over midnight, else one of the same day; so that the addresses
 * that people were given stay good.
 */
export function matchOccurrences(present: readonly Occurrence[], wanted: readonly Date[], move: Move): Matches {
  const wallOf = (at: Date) => at.getTime() + offsetAt(move.timezone, at.getTime());
  const shift = findShift(wallOf(move.to) - wallOf(move.from));
  const dayOf = (at: Date) => Math.floor(wallOf(at) / dayMs);
  const kept: Occurrence[] = [];
  let meetings = [...present];
  let times = [...wanted];
  for (const [keyOf, goalOf] of [[getTime, getTime], [wallOf, (at: Date) => wallOf(at) + shift], [dayOf, dayOf]] as const) {
    const free = Map.groupBy(times, keyOf);
    meetings = meetings.filter(({ meetingId, at }) => {
      const time = free.get(goalOf(at))?.shift();
      if (time) kept.push({ meetingId, at: time });
      return time === undefined;
    });
    times = [...free.values()].flat();
  }
  return { kept, dropped: meetings };
}

/** By what clocks show, whole days aside. Of more than some hours it is open in which direction they were meant. */
function findShift(ms: number): number {
  const shift = ms - Math.round(ms / dayMs) * dayMs;
  return Math.abs(shift) <= 6 * hourMs ? shift : 0;
}

function getTime(at: Date): number {
  return at.getTime();
}
