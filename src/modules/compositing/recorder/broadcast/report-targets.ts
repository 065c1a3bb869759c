import { and, eq, inArray } from 'drizzle-orm';
import { runCoalesced } from '../../../../core/run-coalesced.ts';
import type { TargetState } from '../../../../platform/rtmp/push-target.ts';
import { type Composition, compositions } from '../../tables.ts';
import { changeTargets } from '../../targets/change-targets.ts';
import type { RecorderDeps } from '../recorder-deps.ts';

/** Writes down how the targets are doing: the latest of each, as soon as the database takes it. */
export interface TargetReports {
  set(position: number, state: TargetState): void;
  /** All that are live are no longer. */
  interrupt(error: string): void;
  /** Writes what is not written yet, if that can be done now. */
  close(): Promise<void>;
}

const retryMs = 1_000;

export function reportTargets(deps: RecorderDeps, composition: Composition): TargetReports {
  const states = new Map<number, TargetState>();
  const unwritten = new Set<number>();
  const write = runCoalesced(async () => {
    const positions = [...unwritten];
    if (positions.length === 0) return;
    unwritten.clear();
    const changes = positions.map((position) => ({ position, ...(states.get(position) as TargetState) }));
    await writeStates(deps, composition.id, changes).catch((error: unknown) => {
      for (const position of positions) unwritten.add(position);
      throw error;
    });
  }, (error) => deps.logger.warn({ err: error, compositionId: composition.id }, 'Targets were not written down; tried again'));
  const retrying = setInterval(() => unwritten.size > 0 && void write(), retryMs);
  const set = (position: number, state: TargetState) => {
    const before = states.get(position);
    states.set(position, state);
    unwritten.add(position);
    if (state.error !== null && before?.error !== state.error) {
      deps.logger.warn({ compositionId: composition.id, position, ...state }, 'A target of a stream is not live');
    }
    void write();
  };
  return {
    set,
    interrupt(error) {
      for (const [position, { status }] of states) if (status === 'live') set(position, { status: 'connecting', error });
    },
    async close() {
      clearInterval(retrying);
      await write();
    },
  };
}

/** Only while this recorder holds the composition. */
async function writeStates(
  { db, listener, holder }: RecorderDeps,
  id: string,
  changes: ({ position: number } & TargetState)[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const isOurs = and(eq(compositions.id, id), eq(compositions.holder, holder), inArray(compositions.state, ['starting', 'active']));
    const [composition] = await tx.select().from(compositions).where(isOurs).for('update');
    if (composition) await changeTargets(tx, listener, composition, changes);
  });
}
