import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { changeSettings } from '../lifecycle/change-settings.ts';
import { SettingsView, toSettingsView } from '../lifecycle/settings-view.ts';

/** `POST /v1/meetings/:meetingId/unlock` (seed 001): people come in again. */
export function unlockMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/unlock',
    {
      config: { access: { by: ['host'], audit: 'meeting.unlock', errors: ['not-found', 'meeting-ended'] } },
      schema: {
        operationId: 'unlockMeeting',
        tags: ['Meetings'],
        summary: 'Unlock a meeting',
        params: MeetingParams,
        response: { 200: SettingsView },
      },
    },
    async (request) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      return toSettingsView(await changeSettings(deps, caller, { locked: false }));
    },
  );
}
