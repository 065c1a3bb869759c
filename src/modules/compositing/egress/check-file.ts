import type { EgressDeps } from '../deps.ts';
import type { ComposedFile, Composition, EgressEnd } from '../tables.ts';
import { objectOf } from './egress-request.ts';
import { change, lockOpen } from './record-egress.ts';

/** Storage may need a moment until it shows what was stored. */
const patienceMs = 30_000;

/**
 * Looks in storage for what an egress says to have stored: it is done only with a file of that size. Whatever the
 * egress said, a file that is there counts. Rejects while storage is away.
 */
export async function checkFile(deps: EgressDeps, composition: Composition, end: EgressEnd): Promise<void> {
  const objectName = objectOf(composition);
  const sizeBytes = (await deps.objects.sizeOf(objectName)) ?? 0;
  const isWhole = sizeBytes > 0 && (end.sizeBytes === null || sizeBytes === end.sizeBytes);
  if (!isWhole && end.error === null && isRecent(composition)) return;
  await deps.db.transaction(async (tx) => {
    const row = await lockOpen(tx, composition.id);
    if (row?.state !== 'finishing') return;
    const what = isWhole
      ? { state: 'done' as const, file: toFile(row, end, objectName, sizeBytes) }
      : { state: 'failed' as const, error: end.error ?? textOf(sizeBytes, end) };
    await change(tx, deps, row.id, what);
  });
}

function isRecent({ stoppedAt }: Composition): boolean {
  return stoppedAt !== null && Date.now() - stoppedAt.getTime() < patienceMs;
}

function toFile(composition: Composition, end: EgressEnd, objectName: string, sizeBytes: number): ComposedFile {
  const { picture, startedAt, stoppedAt } = composition;
  const seconds = ((stoppedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1_000;
  return {
    objectName,
    mimeType: picture.audioOnly ? 'audio/mp4' : 'video/mp4',
    sizeBytes,
    durationSeconds: end.durationSeconds ?? Math.max(0, seconds),
  };
}

function textOf(sizeBytes: number, end: EgressEnd): string {
  if (sizeBytes === 0) return 'The egress ended without an error, but its file is not in storage.';
  return `The file is not whole: storage holds ${sizeBytes} of ${end.sizeBytes} bytes.`;
}
