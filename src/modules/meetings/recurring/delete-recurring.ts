import { and, eq } from 'drizzle-orm';
import { meetings } from '../tables.ts';
import { cancelOccurrences, type CancellingDeps } from './cancel-occurrences.ts';
import { lockRecurring, type RecurringPlace } from './repository.ts';
import { recurringMeetings } from './tables.ts';

/** Ends what meetings recur by and cancels those to come. A 404 when the workspace has none such. */
export async function deleteRecurring(deps: CancellingDeps, place: RecurringPlace): Promise<void> {
  const publish = await deps.db.transaction(async (tx) => {
    await lockRecurring(tx, place);
    const isToCome = and(eq(meetings.recurringId, place.id), eq(meetings.status, 'scheduled'));
    const toCome = await tx.select({ id: meetings.id }).from(meetings).where(isToCome);
    await tx.delete(recurringMeetings).where(eq(recurringMeetings.id, place.id));
    return cancelOccurrences(tx, deps, place.workspaceId, toCome.map(({ id }) => id));
  });
  publish();
}
