import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { ignoreNotFound } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { findMeetingStays, muteAll } from '../../rooms/index.ts';
import { requireNotOver } from '../admission/refusals.ts';
import type { MeetingsDeps } from '../deps.ts';
import { changeMeeting } from '../events/change-meeting.ts';
import { type MeetingCaller, placeOf, requireModerator } from '../meeting-caller.ts';
import { carryOutMutes } from '../presence/carry-out-mutes.ts';
import { meetingMutes } from '../presence/tables.ts';
import { type Meeting, meetingPeople } from '../tables.ts';
import { findAdmitted } from './find-admitted.ts';
import { updatePerson } from './repository.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout' | 'livekit' | 'onError'>;

/** Mutes somebody; they may unmute themselves. */
export async function mute(deps: Deps, caller: MeetingCaller, participantId: string): Promise<void> {
  requireModerator(caller);
  await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireNotOver(meeting);
    const person = await findAdmitted(tx, meeting.id, participantId);
    await updatePerson(tx, person, { isMuted: true });
    await planMutes(tx, meeting, [participantId]);
    tell({ type: 'admin:mute', audience: `person:${participantId}`, data: {} });
    tell({ type: 'participant:updated', audience: 'everybody', data: { participantId, isMuted: true } });
  });
  await carryOutMutes(deps, caller.meetingId, participantId).catch(deps.onError);
}

/** Asks somebody to unmute: nobody can be unmuted by others. */
export async function requestUnmute(deps: Pick<Deps, 'db' | 'fanout'>, caller: MeetingCaller, participantId: string): Promise<void> {
  requireModerator(caller);
  await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireNotOver(meeting);
    await findAdmitted(tx, meeting.id, participantId);
    tell({ type: 'admin:unmute', audience: `person:${participantId}`, data: {} });
  });
}

/** Mutes everybody who is there but whoever asks. */
export async function muteEverybody(deps: Deps, caller: MeetingCaller): Promise<void> {
  requireModerator(caller);
  const planned = await changeMeeting(deps, placeOf(caller), async (tx, meeting, tell) => {
    requireNotOver(meeting);
    const isOther = caller.participantId === null ? undefined : ne(meetingPeople.participantId, caller.participantId);
    const rows = await tx
      .update(meetingPeople)
      .set({ isMuted: true })
      .where(and(eq(meetingPeople.meetingId, meeting.id), isNotNull(meetingPeople.presentSince), isOther))
      .returning({ participantId: meetingPeople.participantId });
    tell({ type: 'meeting:all-muted', audience: 'everybody', data: { except: caller.participantId } });
    return planMutes(tx, meeting, rows.map(({ participantId }) => participantId));
  });
  await muteRooms(deps, caller, planned).catch(deps.onError);
}

/**
 * Written with the decision, so that LiveKit is told also when this process dies before it does so.
 * @returns the ids of what is planned.
 */
async function planMutes(tx: Transaction, { id: meetingId, workspaceId }: Meeting, participantIds: readonly string[]): Promise<string[]> {
  if (participantIds.length === 0) return [];
  const rows = participantIds.map((participantId) => ({ id: newId('mute'), meetingId, workspaceId, participantId }));
  await tx.insert(meetingMutes).values(rows);
  return rows.map(({ id }) => id);
}

/** Asks LiveKit once for each room rather than for each person. What fails the sweep does, for each person. */
async function muteRooms({ db, livekit }: Deps, { workspaceId, meetingId, participantId }: MeetingCaller, planned: string[]): Promise<void> {
  const stays = await findMeetingStays(db, { workspaceId, meetingId, isOpen: true });
  const except = new Set(participantId === null ? [] : [participantId]);
  const roomIds = new Set(stays.map(({ roomId }) => roomId));
  await Promise.all([...roomIds].map((roomId) => muteAll(livekit, { workspaceId, roomId }, except).catch(ignoreNotFound)));
  if (planned.length > 0) await db.delete(meetingMutes).where(inArray(meetingMutes.id, planned));
}
