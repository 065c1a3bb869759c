import type { MeetingSettings } from '../../../contracts/meetings.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { emitEvents } from '../../../platform/outbox/emit-events.ts';
import { assertCanCreate } from '../../billing/index.ts';
import type { MeetingsDeps } from '../deps.ts';
import { makeAdminToken } from '../hosts/admin-token.ts';
import { newMeetingId } from '../meeting-id.ts';
import { type Meeting, meetings } from '../tables.ts';
import { meetingEvent } from './meeting-events.ts';
import { wakeClock } from './require-active.ts';
import { columnsOf, defaultSettings } from './settings.ts';

export interface NewMeeting {
  workspaceId: string;
  title: string;
  /** null: it is active at once. */
  scheduledAt: Date | null;
  durationMinutes: number | null;
  settings: Partial<MeetingSettings>;
}

/** Makes a meeting; the token by which its hosts are known is told this once. A 402 when there is nothing to pay it with. */
export async function createMeeting(
  deps: Pick<MeetingsDeps, 'db' | 'billing'>,
  wish: NewMeeting,
): Promise<{ meeting: Meeting; adminToken: string }> {
  await assertCanCreate(deps.db, wish.workspaceId, deps.billing);
  const { adminToken, adminTokenHash } = makeAdminToken();
  const meeting = await deps.db.transaction((tx) => insertMeeting(tx, { ...wish, adminTokenHash }));
  return { meeting, adminToken };
}

type MeetingRow = NewMeeting & { adminTokenHash: string } & Partial<Pick<Meeting, 'isGuest' | 'recurringId' | 'occurrenceAt'>>;

/** Writes a meeting and tells of it. */
export async function insertMeeting(tx: Transaction, { settings, ...wish }: MeetingRow): Promise<Meeting> {
  const now = new Date();
  const isInstant = wish.scheduledAt === null;
  const state = isInstant ? { status: 'active' as const, startedAt: now } : { status: 'scheduled' as const };
  const columns = columnsOf({ ...defaultSettings, ...settings });
  const [meeting] = await tx.insert(meetings).values({ ...wish, ...columns, ...state, id: newMeetingId(), createdAt: now }).returning();
  if (!meeting) throw new Error('The meeting was not made.');
  if (!isInstant) await wakeClock(tx);
  await emitEvents(tx, [meetingEvent(isInstant ? 'meeting_started' : 'meeting_scheduled', meeting, now)]);
  return meeting;
}
