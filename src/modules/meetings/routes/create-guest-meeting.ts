import { Type } from 'typebox';
import type { HttpServer } from '../../../http/http-server.ts';
import type { MeetingsDeps } from '../deps.ts';
import { createGuestMeeting } from '../lifecycle/create-guest-meeting.ts';
import { Title } from '../lifecycle/meeting-input.ts';
import { CreatedMeeting, toCreatedMeeting } from '../lifecycle/meeting-view.ts';

/** `POST /v1/meetings/guest` (seed 001): a meeting for anyone, free, and without recordings, streams and transcription. */
export function createGuestMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/guest',
    {
      config: { access: { by: ['anyone'], limit: 'guest', errors: ['forbidden'] } },
      schema: {
        operationId: 'createGuestMeeting',
        tags: ['Meetings'],
        summary: 'Create a meeting without an account',
        description: 'Where `GUEST_MEETINGS` allows it, a few an hour for each address.',
        body: Type.Object({ title: Type.Optional(Title) }),
        response: { 201: CreatedMeeting },
      },
    },
    async (request, reply) => {
      const { meeting, adminToken } = await createGuestMeeting(deps, request.body.title ?? 'Quick Meeting');
      return reply.code(201).send(toCreatedMeeting(meeting, adminToken));
    },
  );
}
