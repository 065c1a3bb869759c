import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { createMeeting } from '../lifecycle/create-meeting.ts';
import { DurationMinutes, readFutureTime, Time, Title } from '../lifecycle/meeting-input.ts';
import { CreatedMeeting, toCreatedMeeting } from '../lifecycle/meeting-view.ts';
import { pickSettings, SomeSettings } from '../lifecycle/settings.ts';
import { getTemplate } from '../templates/repository.ts';

const MeetingRequest = Type.Object({
  title: Type.Optional(Title),
  scheduledAt: Type.Optional(Time),
  durationMinutes: Type.Optional(DurationMinutes),
  templateId: Type.Optional(Type.String({ maxLength: 64, description: 'Says what is left out here.' })),
  ...SomeSettings.properties,
});

/** `POST /v1/meetings` (seed 001): one that is held now, or at a time to come. */
export function createMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings',
    {
      config: {
        access: {
          by: ['key'],
          scope: 'meetings:write',
          audit: 'meeting.create',
          idempotent: true,
          errors: ['not-found', 'insufficient-credits'],
        },
      },
      schema: {
        operationId: 'createMeeting',
        tags: ['Meetings'],
        summary: 'Create a meeting',
        description: 'Active at once, or at `scheduledAt`.',
        body: MeetingRequest,
        response: { 201: CreatedMeeting },
      },
    },
    async (request, reply) => {
      const workspaceId = workspaceOf(request.actor);
      const { title, scheduledAt, durationMinutes = null, templateId, ...fields } = request.body;
      const template = templateId === undefined ? null : await getTemplate(deps.db, { workspaceId, id: templateId });
      const { meeting, adminToken } = await createMeeting(deps, {
        workspaceId,
        title: title ?? template?.title ?? 'Untitled Meeting',
        scheduledAt: scheduledAt === undefined ? null : readFutureTime('/scheduledAt', scheduledAt),
        durationMinutes,
        settings: { ...template?.settings, ...pickSettings(fields) },
      });
      return reply.code(201).send(toCreatedMeeting(meeting, adminToken));
    },
  );
}
