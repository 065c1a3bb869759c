import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';
import { changeSettings } from '../lifecycle/change-settings.ts';
import { Title } from '../lifecycle/meeting-input.ts';
import { pickSettings, SomeSettings } from '../lifecycle/settings.ts';
import { SettingsView, toSettingsView } from '../lifecycle/settings-view.ts';

const Change = Type.Object({ title: Type.Optional(Title), ...SomeSettings.properties });

/** `PATCH /v1/meetings/:meetingId/settings` (seed 001): at once, and everybody in it is told. */
export function updateMeetingSettingsRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.patch(
    '/v1/meetings/:meetingId/settings',
    {
      config: { access: { by: ['host'], audit: 'meeting.update-settings', errors: ['not-found', 'meeting-ended'] } },
      schema: {
        operationId: 'updateMeetingSettings',
        tags: ['Meetings'],
        summary: 'Change how a meeting is held',
        params: MeetingParams,
        body: Change,
        response: { 200: SettingsView },
      },
    },
    async (request) => {
      const { title, ...settings } = request.body;
      const change = { ...pickSettings(settings), ...(title === undefined ? {} : { title }) };
      return toSettingsView(await changeSettings(deps, callerIn(request.actor, request.params.meetingId), change));
    },
  );
}
