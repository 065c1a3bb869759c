import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { changeSettings } from '../lifecycle/change-settings.ts';
import { SettingsView, toSettingsView } from '../lifecycle/settings-view.ts';

/** `POST /v1/meetings/:meetingId/lock` (seed 001): nobody comes in any more but with an invite or the admin token. */
export function lockMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/lock',
    {
      config: { access: { by: ['host'], audit: 'meeting.lock', errors: ['not-found', 'meeting-ended'] } },
      schema: {
        operationId: 'lockMeeting',
        tags: ['Meetings'],
        summary: 'Lock a meeting',
        params: MeetingParams,
        response: { 200: SettingsView },
      },
    },
    async (request) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      return toSettingsView(await changeSettings(deps, caller, { locked: true }));
    },
  );
}
