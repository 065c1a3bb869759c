import { Type } from 'typebox';
import { readBearer } from '../../../http/bearer.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { getWaiting } from '../admission/get-waiting.ts';
import { JoinAnswer } from '../admission/join-answer.ts';
import type { MeetingsDeps } from '../deps.ts';
import { WaitingParams } from './person-params.ts';

const { status: _, ...admitted } = JoinAnswer.properties;

/** With all of the join answer when they were admitted. */
const WaitingStatus = Type.Object({
  status: Type.Enum(['waiting', 'admitted', 'denied']),
  ...Type.Partial(Type.Object(admitted)).properties,
});

/** `GET /v1/meetings/:meetingId/waiting/:waitingId`: for whoever waits, by their waiting token. */
export function getWaitingRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/waiting/:waitingId',
    {
      compress: false,
      config: {
        access: {
          by: ['anyone'],
          errors: ['unauthorized', 'forbidden', 'kicked', 'not-found', 'conflict', 'meeting-full', 'meeting-ended', 'meeting-not-started'],
        },
      },
      schema: {
        operationId: 'getWaiting',
        tags: ['Meetings'],
        summary: 'Ask whether one was admitted',
        description:
          'Send the waiting token as `Authorization: Bearer …`. Who was admitted gets what a join answers: the access token is made then, ' +
          'and a seat is held for another 60 s.',
        params: WaitingParams,
        response: { 200: WaitingStatus },
      },
    },
    async (request, reply) => {
      const { meetingId, waitingId } = request.params;
      reply.header('cache-control', 'no-store');
      return getWaiting(deps, meetingId, waitingId, readBearer(request));
    },
  );
}
