import { createGuestMeetingRoute } from './create-guest-meeting.ts';
import { createMeetingRoute } from './create-meeting.ts';
import { endMeetingRoute } from './end-meeting.ts';
import { getCalendarRoute } from './get-calendar.ts';
import { getMeetingRoute } from './get-meeting.ts';
import { getMeetingActivityRoute } from './get-meeting-activity.ts';
import { getPublicMeetingRoute } from './get-public-meeting.ts';
import { listMeetingsRoute } from './list-meetings.ts';
import { listPastMeetingsRoute } from './list-past-meetings.ts';
import { listScheduledMeetingsRoute } from './list-scheduled-meetings.ts';
import { lockMeetingRoute } from './lock-meeting.ts';
import { replaceAdminTokenRoute } from './replace-admin-token.ts';
import { unlockMeetingRoute } from './unlock-meeting.ts';
import { updateMeetingSettingsRoute } from './update-meeting-settings.ts';
import { updateMeetingRoute } from './update-meeting.ts';

/** The calls about meetings as such: from their making to their end. */
export const lifecycleRoutes = [
  createMeetingRoute,
  createGuestMeetingRoute,
  listMeetingsRoute,
  listScheduledMeetingsRoute,
  listPastMeetingsRoute,
  getMeetingRoute,
  getPublicMeetingRoute,
  getMeetingActivityRoute,
  getCalendarRoute,
  replaceAdminTokenRoute,
  updateMeetingRoute,
  endMeetingRoute,
  updateMeetingSettingsRoute,
  lockMeetingRoute,
  unlockMeetingRoute,
];
