import { Type } from 'typebox';
import { displayName } from '../../../contracts/identifiers.ts';
import { MeetingParams } from '../../../contracts/meetings.ts';
import { readBearer } from '../../../http/bearer.ts';
import { newGuestCookie, readGuestCookie, setGuestCookie } from '../../../http/guest-cookie.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { JoinAnswer } from '../admission/join-answer.ts';
import { joinMeeting } from '../admission/join-meeting.ts';
import { readVisitor } from '../admission/visitor.ts';
import type { MeetingsDeps } from '../deps.ts';

const Token = (description: string) =>
  Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 128 }), Type.Null()], { description }));

export const JoinRequest = Type.Object({
  name: displayName(64),
  adminToken: Token('Makes a host, and passes a lock and the waiting room.'),
  inviteToken: Token('Passes a lock and the waiting room, once.'),
});

const WaitingAnswer = Type.Object({
  status: Type.Literal('waiting'),
  waitingId: Type.String(),
  waitingToken: Type.String({ description: 'As `Authorization: Bearer …`, tells how it stands: see `…/waiting/{waitingId}`.' }),
});

/**
 * `POST /v1/meetings/:meetingId/join` (seed 001): for anyone. People are recognised by their session, key, an earlier
 * participant or waiting token as Bearer, or the cookie that this sets; never by their name.
 */
export function joinMeetingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.post(
    '/v1/meetings/:meetingId/join',
    {
      compress: false,
      config: {
        access: {
          by: ['anyone'],
          errors: [
            ...(['not-found', 'meeting-ended', 'meeting-not-started', 'kicked', 'denied', 'forbidden', 'invalid-invite'] as const),
            ...(['meeting-locked', 'insufficient-credits', 'meeting-full'] as const),
          ],
        },
      },
      schema: {
        operationId: 'joinMeeting',
        tags: ['Meetings'],
        summary: 'Join a meeting',
        description:
          'Somebody who is recognised stays the same participant, in one seat: by their session or key, by an earlier participant or waiting ' +
          'token as `Authorization: Bearer …`, or by the cookie `plenum_guest` that this sets. A seat is held for 60 s until they connect.',
        params: MeetingParams,
        body: JoinRequest,
        response: { 200: JoinAnswer, 202: WaitingAnswer },
      },
    },
    async (request, reply) => {
      const known = readGuestCookie(request);
      const guestCookie = known ?? newGuestCookie();
      const shown = { actor: request.actor, bearer: readBearer(request), guestCookie, isNewGuest: known === null };
      const visitor = await readVisitor(deps.rooms, shown);
      const answer = await joinMeeting(deps, request.params.meetingId, visitor, request.body);
      setGuestCookie(reply, guestCookie);
      return answer.status === 'waiting' ? reply.code(202).send(answer) : reply.code(200).send(answer);
    },
  );
}
