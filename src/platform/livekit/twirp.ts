import http from 'node:http';
import https from 'node:https';
import { ServerError } from 'livekit-server-sdk';

/** Posts a message in binary protobuf to a method of LiveKit's RoomService and resolves with the answer's bytes. */
export type CallRoomService = (method: string, token: string, message: Uint8Array) => Promise<Buffer>;

/**
 * Calls that are made often enough for the SDK's way, fetch and JSON, to count: over kept-alive connections of
 * node:http and in protobuf, both sides spend less than half the time. Only for calls that may be repeated.
 */
export function createRoomServiceCaller(livekitUrl: string, timeoutMs: number): CallRoomService {
  const base = new URL(livekitUrl.replace(/^ws/, 'http'));
  const { Agent, request } = base.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true });

  return function call(method, token, message) {
    return post(new URL(`/twirp/livekit.RoomService/${method}`, base), token, message);
  };

  function post(url: URL, token: string, message: Uint8Array, isRepeated = false): Promise<Buffer> {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/protobuf', 'content-length': message.length };
    const sent = request(url, { agent, method: 'POST', headers, timeout: timeoutMs });
    sent.once('timeout', () => sent.destroy(new Error('LiveKit did not answer in time.')));
    sent.once('response', (response) => readAnswer(response).then(resolve, reject));
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // LiveKit closed a kept-alive connection in the same moment in which it was used again.
      const isStale = sent.reusedSocket && error.code === 'ECONNRESET' && !isRepeated;
      if (isStale) resolve(post(url, token, message, true));
      else reject(error);
    });
    sent.end(message);
    return promise;
  }
}

async function readAnswer(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (response.statusCode === 200) return body;
  throw toServerError(response, body.toString());
}

/** Twirp errors are JSON whatever the request was; a proxy in between may answer anything. */
function toServerError({ statusCode = 0, statusMessage = '', headers }: http.IncomingMessage, body: string): ServerError {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  const { code, msg } = isJson ? (JSON.parse(body) as { code?: string; msg?: string }) : {};
  return new ServerError(statusMessage, msg ?? body, statusCode, code);
}
