import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Transaction } from '../../platform/db/client.ts';

/** The PostgreSQL channel that names, after the commit, a recording of which something has changed. */
const channel = 'plenum_recordings';

/** So many may wait in one process; further ones are not made to. */
const maxWaiting = 1_000;

/** Lets callers wait for a recording to change, over all processes. */
export interface RecordingChanges {
  /**
   * Resolves when listening has begun, with a promise of the next change, which also resolves after `ms` or at `close`.
   * Read between the two, so that no change is missed.
   */
  watch(recordingId: string, ms: number): Promise<{ next: Promise<void> }>;
  /** Ends all waiting. */
  close(): void;
}

/** Nothing is listened to before somebody waits. */
export function createRecordingChanges(client: Sql): RecordingChanges {
  const waiting = new Map<string, Set<() => void>>();
  let count = 0;
  let isClosed = false;
  let listening: Promise<unknown> | null = null;
  const wake = (id: string) => waiting.get(id)?.forEach((resolve) => resolve());
  // After a lost connection nobody knows what was missed.
  const wakeAll = () => [...waiting.keys()].forEach(wake);
  const listen = () => {
    listening ??= client.listen(channel, wake, wakeAll).catch((error: unknown) => {
      listening = null;
      throw error;
    });
    return listening;
  };
  const wait = (id: string, ms: number) =>
    new Promise<void>((done) => {
      const those = waiting.get(id) ?? new Set();
      const resolve = () => {
        clearTimeout(timer);
        if (those.delete(resolve)) count -= 1;
        if (those.size === 0 && waiting.get(id) === those) waiting.delete(id);
        done();
      };
      const timer = setTimeout(resolve, ms);
      waiting.set(id, those.add(resolve));
      count += 1;
    });
  return {
    async watch(recordingId, ms) {
      if (isClosed || count >= maxWaiting) return { next: Promise.resolve() };
      await listen();
      return { next: wait(recordingId, ms) };
    },
    close() {
      isClosed = true;
      wakeAll();
    },
  };
}

/** Tells those who wait, when the transaction is committed. */
export async function notifyChange(tx: Transaction, recordingId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${recordingId})`);
}
