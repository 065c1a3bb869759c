import { WebhookReceiver } from 'livekit-server-sdk';
import { Type } from 'typebox';
import { AppError, unauthorized } from '../../../core/errors.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { storeMessage } from '../../../platform/inbox/store-message.ts';
import type { LivekitEventsDeps } from '../deps.ts';

/** How far LiveKit's clock may be from ours. */
const clockToleranceSeconds = 60;

/**
 * `POST /v1/livekit/webhook` (https://docs.livekit.io/home/server/webhooks/): LiveKit tells what happened. Its signature
 * is checked over the bytes as they came; 2xx only when the event is stored, so that LiveKit tries again otherwise.
 */
export function receiveWebhookRoute(app: HttpServer, { db, apiKey, apiSecret }: LivekitEventsDeps): void {
  const receiver = new WebhookReceiver(apiKey, apiSecret);
  // A scope of its own, in which a body is text: parsed and written again it would have another signature.
  app.register(async (scope: HttpServer) => {
    scope.removeContentTypeParser('application/json');
    const types = ['application/webhook+json', 'application/json'];
    scope.addContentTypeParser(types, { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post(
      '/v1/livekit/webhook',
      { config: { access: { by: ['anyone'], exempt: true } }, schema: { hide: true, body: Type.String() } },
      async (request) => {
        const event = await verify(receiver, request.body, request.headers.authorization);
        await storeMessage(db, event.id, withoutStreamKey(request.body, event.ingressInfo?.streamKey));
        return { ok: true };
      },
    );
  });
}

/** Whoever reads the table must not be able to publish. */
function withoutStreamKey(body: string, streamKey: string | undefined): string {
  return streamKey ? body.replaceAll(JSON.stringify(streamKey), '"***"') : body;
}

async function verify(receiver: WebhookReceiver, body: string, authorization: string | undefined) {
  try {
    const event = await receiver.receive(body, authorization, false, clockToleranceSeconds);
    if (event.id !== '') return event;
  } catch (error) {
    throw unauthorized(`This is not signed by our LiveKit: ${error instanceof Error ? error.message : 'no signature'}.`);
  }
  throw new AppError('validation', 'The event has no id.');
}
