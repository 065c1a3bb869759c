import { sql } from 'drizzle-orm';
import type { Engine, EngineChoice } from '../../contracts/composing.ts';
import { newId } from '../../core/ids.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../platform/db/client.ts';
import type { EgressDeps } from './deps.ts';
import { findRecorder, hasEgress } from './recorders.ts';
import { type Composition, compositions, compositionTargets } from './tables.ts';
import type { SealedTarget } from './targets/seal-target.ts';

/** The PostgreSQL channel that says, after the commit, that there is something for a recorder to do. */
export const compositionsChannel = 'plenum_compositions';

export interface CompositionRequest extends Pick<Composition, 'workspaceId' | 'roomId' | 'picture'> {
  /** A file under this name, without an ending, or a broadcast to these targets. */
  output: { kind: 'recording'; objectName: string } | { kind: 'stream'; targets: SealedTarget[] };
}

/**
 * Asks for a room to be drawn, in the transaction of what it is drawn for; beginComposition is to be called after the
 * commit. Throws a 503 while nobody is there to draw it. An egress's id is only known when it has begun.
 */
export async function requestComposition(
  tx: Transaction,
  { choice }: Pick<EgressDeps, 'choice'>,
  { output, ...request }: CompositionRequest,
): Promise<Composition> {
  const { kind } = output;
  const engine = await findEngine(tx, choice, kind);
  const id = newId('cm');
  const objectName = output.kind === 'recording' ? output.objectName : null;
  const row = { ...request, id, kind, objectName, engine, egressId: newId('EG') };
  const [composition] = await tx.insert(compositions).values(row).returning();
  if (output.kind === 'stream') await insertTargets(tx, id, output.targets);
  await tx.execute(sql`select pg_notify(${compositionsChannel}, ${id})`);
  return composition as Composition;
}

async function findEngine(tx: Transaction, choice: EngineChoice, kind: Composition['kind']): Promise<Engine> {
  if (kind === 'recording' && choice !== 'browser' && (await hasEgress(tx))) return 'egress';
  const isForRecorder = kind === 'stream' || choice !== 'egress';
  const recorder = isForRecorder ? await findRecorder(tx) : 'noEgress';
  if (recorder === 'free') return 'browser';
  const code = kind === 'stream' ? 'streaming-unavailable' : 'recording-unavailable';
  throw new AppError(code, reasons[recorder], { headers: { 'retry-after': '15' } });
}

const reasons = {
  busy: 'All recorders are busy. Try again when a recording or stream has ended, or let them take more (RECORDER_CAPACITY).',
  none: 'No recorder is running. Try again soon.',
  noEgress: 'No egress answers. Try again soon.',
};

async function insertTargets(tx: Transaction, compositionId: string, targets: readonly SealedTarget[]): Promise<void> {
  await tx.insert(compositionTargets).values(targets.map((target, position) => ({ ...target, compositionId, position })));
}
