import { type ActiveDeps, changeActive } from '../change-active.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { requireOpen } from './require-open.ts';

/** Says something to everybody in every breakout, as a host. A 409 when there are none. */
export async function broadcastToBreakouts(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { message: text }: { message: string },
): Promise<void> {
  requireHost(caller);
  const { participantId, name } = caller;
  await changeActive(deps, caller, async (tx, meeting, tell) => {
    const data = { from: name ?? 'Host', participantId, text, timestamp: new Date().toISOString() };
    for (const { id } of await requireOpen(tx, meeting)) tell({ type: 'breakout:message', audience: `breakout:${id}`, data });
  });
}
