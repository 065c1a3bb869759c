/** The limit for `POST /v1/token`: Fastify that does nothing but parse the body and sign with LiveKit's SDK. */
import Fastify from 'fastify';
import { AccessToken } from 'livekit-server-sdk';

interface TokenRequest {
  roomId: string;
  userId: string;
  name: string;
  metadata: object;
}

const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET, LIVEKIT_PUBLIC_URL: url, PORT, HOST } = process.env;

const app = Fastify();
app.post<{ Body: TokenRequest }>('/v1/token', async (request) => {
  const { roomId, userId, name, metadata } = request.body;
  const token = new AccessToken(LIVEKIT_API_KEY, LIVEKIT_API_SECRET, {
    identity: userId,
    name,
    metadata: JSON.stringify(metadata),
    ttl: 21_600,
  });
  token.addGrant({ roomJoin: true, room: roomId, canPublish: true, canPublishData: true, canSubscribe: true });
  return { token: await token.toJwt(), url };
});
process.on('SIGTERM', () => process.exit(0));
await app.listen({ port: Number(PORT), host: HOST });
process.send?.('ready');
