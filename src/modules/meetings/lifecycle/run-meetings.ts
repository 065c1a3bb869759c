import type postgres from 'postgres';
import { runCoalesced } from '../../../core/run-coalesced.ts';
import type { MeetingsDeps } from '../deps.ts';
import { planDue } from '../recurring/plan-due.ts';
import { activateDue, findNextStart } from './activate-due.ts';
import { closeRoomsLeft } from './close-rooms.ts';
import { endEmpty, endUnused } from './end-empty.ts';
import { clockChannel } from './require-active.ts';

/** Finds what nobody was woken for, and what could not be done. */
const sweepEveryMs = 5_000;
/** Timers that last longer are set anew, lest a clock that is put right be missed. */
const longestTimerMs = 60_000;

interface Deps extends MeetingsDeps {
  sql: postgres.Sql;
}

/**
 * Begins meetings at their time, ends those that nobody is in, closes rooms that were left open, and schedules what
 * recurs, until it is stopped. Any number of processes may: what one has done is nothing to do for another.
 */
export async function runMeetings({ sql, ...deps }: Deps): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let alarm: NodeJS.Timeout | undefined;
  const begin = runCoalesced(async () => {
    if (signal.aborted) return;
    const now = new Date();
    await activateDue(deps, now, signal).catch(deps.onError);
    // After the time that was looked at: what became due meanwhile is the next.
    const next = await findNextStart(deps.db, now);
    clearTimeout(alarm);
    if (!signal.aborted && next) alarm = setTimeout(begin, Math.min(next.getTime() - Date.now(), longestTimerMs));
  }, deps.onError);
  const sweep = runCoalesced(async () => {
    for (const work of [endEmpty, endUnused, closeRoomsLeft, planDue]) if (!signal.aborted) await work(deps).catch(deps.onError);
  }, deps.onError);
  const timers = [setInterval(begin, sweepEveryMs), setInterval(sweep, lookEvery(deps))];
  const listener = await sql.listen(clockChannel, begin, begin);
  void sweep();
  return {
    async stop() {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      await listener.unlisten().catch(() => {});
      await Promise.all([begin(), sweep()]);
      clearTimeout(alarm);
    },
  };
}

/** Often enough for a meeting to end about when it should. */
function lookEvery({ emptyMs }: Pick<MeetingsDeps, 'emptyMs'>): number {
  return Math.min(Math.max(emptyMs / 10, 500), sweepEveryMs);
}
