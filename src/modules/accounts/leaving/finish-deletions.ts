import type { AccountsDeps } from '../deps.ts';
import { findDeletions, removeDeletion, type WorkspaceDeletion } from './repository.ts';

const batchSize = 100;

type Deps = Pick<AccountsDeps, 'db' | 'parts'>;

/**
 * Empties the workspaces of deleted accounts. Each step may be repeated, so whoever is killed leaves it to the next. What
 * cannot be removed now, as a server is away or something still ends, is left for the next time.
 * @throws an AggregateError of all that failed, after everything else was done.
 */
export async function finishWorkspaceDeletions(deps: Deps): Promise<void> {
  const errors: unknown[] = [];
  for (const deletion of await findDeletions(deps.db, batchSize)) errors.push(...(await finish(deps, deletion)));
  if (errors.length > 0) throw new AggregateError(errors, 'Not all of a deleted workspace could be removed.');
}

async function finish({ db, parts }: Deps, { isSettled, ...subject }: WorkspaceDeletion): Promise<unknown[]> {
  const errors: unknown[] = [];
  let isEmpty = true;
  for (const { remove } of parts) {
    try {
      if (remove && !(await remove(subject))) isEmpty = false;
    } catch (error) {
      errors.push(error);
    }
  }
  if (isEmpty && isSettled && errors.length === 0) await removeDeletion(db, subject.workspaceId);
  return errors;
}
