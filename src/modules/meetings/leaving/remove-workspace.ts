import { and, eq, inArray } from 'drizzle-orm';
import { endHeldMeeting, type EndingDeps } from '../lifecycle/end-held-meeting.ts';
import { recurringMeetings } from '../recurring/tables.ts';
import { meetingCredentials, meetings } from '../tables.ts';
import { meetingTemplates } from '../templates/tables.ts';

const batchSize = 100;

interface Subject {
  workspaceId: string;
  accountId: string;
}

/**
 * Ends the meetings of a workspace and removes them with all that was said and done in them, what they recur by, and
 * templates; and what its account is recognised by elsewhere. @returns whether nothing is left.
 */
export async function removeWorkspaceMeetings(deps: EndingDeps, { workspaceId, accountId }: Subject): Promise<boolean> {
  const { db } = deps;
  await db.delete(recurringMeetings).where(eq(recurringMeetings.workspaceId, workspaceId));
  await db.delete(meetingTemplates).where(eq(meetingTemplates.workspaceId, workspaceId));
  await db.delete(meetingCredentials).where(eq(meetingCredentials.credential, `account:${accountId}`));
  await endAll(deps, workspaceId);
  while ((await removeSome(deps, workspaceId)) === batchSize);
  const left = await db.select({ id: meetings.id }).from(meetings).where(eq(meetings.workspaceId, workspaceId)).limit(1);
  return left.length === 0;
}

/** What was held is charged, as the account owes it still. */
async function endAll(deps: EndingDeps, workspaceId: string): Promise<void> {
  const isOpen = and(eq(meetings.workspaceId, workspaceId), inArray(meetings.status, ['active', 'scheduled']));
  const open = await deps.db.select({ id: meetings.id }).from(meetings).where(isOpen);
  for (const { id } of open) await endHeldMeeting(deps, { workspaceId, meetingId: id }, 'The account of this meeting was deleted.');
}

/** One whose rooms may still be open in LiveKit stays until they are not. */
async function removeSome({ db }: EndingDeps, workspaceId: string): Promise<number> {
  const isClosed = and(eq(meetings.workspaceId, workspaceId), inArray(meetings.status, ['ended', 'cancelled']), eq(meetings.hasOpenRooms, false));
  const some = await db.select({ id: meetings.id }).from(meetings).where(isClosed).limit(batchSize);
  if (some.length > 0) await db.delete(meetings).where(inArray(meetings.id, some.map(({ id }) => id)));
  return some.length;
}
