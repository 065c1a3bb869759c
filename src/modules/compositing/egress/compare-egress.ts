import { and, eq, notInArray, sql } from 'drizzle-orm';
import { AppError } from '../../../core/errors.ts';
import type { Database } from '../../../platform/db/client.ts';
import type { EgressDeps, EgressLivekit } from '../deps.ts';
import { compositionsChannel } from '../request-composition.ts';
import { type Composition, compositions as table } from '../tables.ts';
import { type EgressEvidence, toEgressEvidence } from './evidence.ts';
import { judgeAbsence } from './judge-absence.ts';
import { recordEgress } from './record-egress.ts';
import { findEgress, sendStop } from './stop-egress.ts';

type Deps = Pick<EgressDeps, 'db' | 'livekit' | 'listener'>;

/**
 * Notes how LiveKit lists our egresses, whatever its webhooks told, and stops those that were given up. One of which
 * two lists know nothing, or that is not in its room, is suspected to have been killed: whether it answers shows.
 * @param listedAt when the comparison was begun.
 * @param present identities of the egresses that are in rooms.
 */
export async function compareEgress(deps: Deps, listedAt: Date, present: ReadonlySet<string>): Promise<void> {
  // What is asked for after this is in no list for good reason.
  const open = await findOpen(deps.db);
  const listed = await listEgress(deps.livekit, open);
  for (const evidence of listed.values()) {
    const isOurs = await deps.db.transaction((tx) => recordEgress(tx, deps, evidence));
    if (!isOurs && evidence.phase !== 'ended') await stopStray(deps, evidence);
  }
  for (const composition of open) {
    const what = judgeAbsence(composition, listed.get(composition.id) ?? null, present, listedAt);
    const isAsJudged = and(eq(table.id, composition.id), eq(table.state, composition.state));
    if (what) await deps.db.update(table).set(what).where(isAsJudged);
  }
  await deps.db.execute(sql`select pg_notify(${compositionsChannel}, '')`);
}

async function findOpen(db: Database): Promise<Composition[]> {
  return db.select().from(table).where(and(eq(table.engine, 'egress'), notInArray(table.state, ['done', 'failed'])));
}

/** Those that go on, and what became of the others for which a composition waits; by composition. */
async function listEgress(livekit: EgressLivekit, open: readonly Composition[]): Promise<Map<string, EgressEvidence>> {
  const listed = (await listActive(livekit)).flatMap((info) => toEgressEvidence(info) ?? []);
  const known = new Set(listed.map(({ egressId }) => egressId));
  for (const { egressId, state } of open) {
    if (state === 'waiting' || known.has(egressId)) continue;
    const evidence = await findEgress(livekit, egressId);
    if (evidence) listed.push(evidence);
  }
  return new Map(listed.map((evidence) => [evidence.compositionId, evidence]));
}

async function listActive(livekit: EgressLivekit) {
  try {
    return await livekit.egress((client) => client.listEgress({ active: true }));
  } catch (error) {
    // A LiveKit without a Redis has none.
    if (error instanceof AppError && error.code === 'recording-unavailable') return [];
    throw error;
  }
}

/** Of a composition of ours alone: another server may use the same LiveKit. */
async function stopStray({ db, livekit }: Deps, { egressId, compositionId }: EgressEvidence): Promise<void> {
  const [ours] = await db.select({ id: table.id }).from(table).where(eq(table.id, compositionId));
  // Nobody waits for it: one that does not take it is asked again with the next list.
  if (ours) await sendStop(livekit, egressId).catch(() => {});
}
