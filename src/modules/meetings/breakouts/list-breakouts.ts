import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import { type MeetingCaller, placeOf } from '../meeting-caller.ts';
import { type BreakoutList, readBreakouts } from './breakout-view.ts';

/** The breakouts of a meeting that are open, and who is in them. */
export async function listBreakouts({ db }: Pick<MeetingsDeps, 'db'>, caller: MeetingCaller): Promise<BreakoutList> {
  return readBreakouts(db, await getMeeting(db, placeOf(caller)));
}
