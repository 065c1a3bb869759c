import { Type } from 'typebox';
import { displayName } from '../../../contracts/identifiers.ts';
import { MeetingParams } from '../../../contracts/meetings.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { createInvite } from '../admission/create-invite.ts';
import type { MeetingsDeps } from '../deps.ts';
import { callerIn } from '../meeting-caller.ts';

const Invite = Type.Object({
  joinUrl: Type.String({ description: 'A path of this server, where one person may join.' }),
  inviteToken: Type.String({ description: 'For one use.' }),
});

/** `POST /v1/meetings/:meetingId/invite` (seed 001): lets one person past a lock and the waiting room. */
export function createInviteRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/invite',
    {
      config: { access: { by: ['host'], audit: 'meeting.invite', errors: ['not-found', 'meeting-ended'] } },
      schema: {
        operationId: 'createInvite',
        tags: ['Meetings'],
        summary: 'Invite one person',
        description: 'For one use. It passes a lock and the waiting room, but needs a free seat.',
        params: MeetingParams,
        body: Type.Object({ name: Type.Optional(displayName(64)) }),
        response: { 201: Invite },
      },
    },
    async (request, reply) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      return reply.code(201).send(await createInvite(deps, caller, request.body.name ?? null));
    },
  );
}
