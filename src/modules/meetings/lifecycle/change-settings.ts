import { eq } from 'drizzle-orm';
import type { MeetingSettings } from '../../../contracts/meetings.ts';
import { requireNotOver } from '../admission/refusals.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { type Meeting, meetings } from '../tables.ts';
import { columnsOf, settingsOf } from './settings.ts';

export type SettingsChange = Partial<MeetingSettings> & { title?: string };

/** Changes how a meeting is held, and tells everybody in it. A 403 for who is no host, a 410 when it is over. */
export function changeSettings(
  deps: Pick<MeetingsDeps, 'db' | 'fanout'>,
  caller: MeetingCaller,
  { title, ...settings }: SettingsChange,
): Promise<Meeting> {
  requireHost(caller);
  return changeMeeting(deps, caller, async (tx, meeting, tell) => {
    requireNotOver(meeting);
    const columns = { ...columnsOf({ ...settingsOf(meeting), ...settings }), title: title ?? meeting.title, isChanged: true };
    const [changed = meeting] = await tx.update(meetings).set(columns).where(eq(meetings.id, meeting.id)).returning();
    tell({ type: 'meeting:settings-updated', audience: 'everybody', data: { ...settingsOf(changed), title: changed.title } });
    return changed;
  });
}
