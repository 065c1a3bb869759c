import { type Static, Type } from 'typebox';
import { displayName, RoomParams, UserId } from '../../../contracts/identifiers.ts';
import { Ingress } from '../../../contracts/ingress.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { createIngress, type IngressOptions } from '../create-ingress.ts';
import type { IngressDeps } from '../deps.ts';
import { toIngressView } from '../ingress-view.ts';

/** RTMP cannot do without transcoding, since browsers do not play what it carries. */
const unlessWhip = {
  if: { properties: { type: { const: 'whip' } }, required: ['type'] },
  else: { properties: { enableTranscoding: { const: true } } },
};

const IngressRequest = Type.Object(
  {
    type: Type.Enum(['rtmp', 'whip'], { default: 'rtmp' }),
    participantName: { ...displayName(128), default: 'Ingress Stream' },
    participantIdentity: Type.Optional(UserId),
    enableTranscoding: Type.Optional(
      Type.Boolean({ description: 'Several qualities in codecs that every browser plays. RTMP: always. WHIP: false.' }),
    ),
  },
  unlessWhip,
);

/** `POST /v1/rooms/:roomId/ingress` (seed 002): a stream key with which an encoder publishes into the room. */
export function createIngressRoute(app: HttpServer, deps: IngressDeps): void {
  app.post(
    '/v1/rooms/:roomId/ingress',
    {
      config: {
        access: {
          by: ['key'],
          scope: 'ingress:write',
          audit: 'ingress.create',
          idempotent: true,
          errors: ['ingress-unavailable'],
        },
      },
      schema: {
        operationId: 'createIngress',
        tags: ['Ingress'],
        summary: 'Create a stream key',
        description: 'For RTMP or WHIP. The room need not be open; it opens when the encoder begins.',
        params: RoomParams,
        body: IngressRequest,
        response: { 201: Ingress },
      },
    },
    async (request, reply) => {
      const place = { workspaceId: workspaceOf(request.actor), roomId: request.params.roomId };
      const info = await createIngress(deps, place, pick(request.body));
      return reply.code(201).send(toIngressView(info));
    },
  );
}

/** Without what else a caller may have sent. */
function pick(body: Static<typeof IngressRequest>): IngressOptions {
  const { type, participantName, participantIdentity, enableTranscoding } = body;
  return {
    type,
    participantName,
    ...(participantIdentity === undefined ? {} : { participantIdentity }),
    ...(enableTranscoding === undefined ? {} : { enableTranscoding }),
  };
}
