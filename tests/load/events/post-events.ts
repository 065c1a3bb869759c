import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccessToken } from 'livekit-server-sdk';
import type { LocalServers } from '../../../src/start/local/servers.ts';
import { eventsPerSession, tellSession, type Told } from './livekit-stories.ts';

const rooms = 50;
const perSecond = 200;
/** Between two events of one room. */
const pauseMs = (1_000 * rooms) / perSecond;
export const sessionSeconds = (eventsPerSession * pauseMs) / 1_000;

/** An event that was posted and taken. */
export interface Posted {
  roomId: string;
  key: string;
  /** When the post began, in ms since 1970. */
  at: number;
}

interface Target {
  servers: LocalServers;
  apiUrl: string;
  workspaceId: string;
}

/**
 * Posts 200 signed webhooks a second over 50 rooms, in whole sessions, evenly over the time. As LiveKit does, it posts
 * an event of a room when the one before it was taken, so that their order is certain.
 * @returns the events in the order of each room.
 */
export async function postEvents(target: Target, durationSeconds: number): Promise<Posted[]> {
  const sessions = Math.max(1, Math.round(durationSeconds / sessionSeconds));
  const startAt = performance.now();
  const perRoom = await Promise.all(
    Array.from({ length: rooms }, (_, index) =>
      postRoom(target, `room-${index}`, sessions, startAt + (index * pauseMs) / rooms),
    ),
  );
  return perRoom.flat();
}

async function postRoom(target: Target, roomId: string, sessions: number, startAt: number): Promise<Posted[]> {
  const posted: Posted[] = [];
  for (let session = 0; session < sessions; session += 1) {
    for (const told of tellSession(target.workspaceId, roomId)) {
      const isEarly = startAt + posted.length * pauseMs - performance.now();
      if (isEarly > 0) await sleep(isEarly);
      posted.push(await postOne(target, told));
    }
  }
  return posted;
}

async function postOne({ servers: { env }, apiUrl }: Target, { roomId, key, write }: Told): Promise<Posted> {
  const body = write();
  const token = new AccessToken(env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET, { ttl: 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  const headers = { 'content-type': 'application/webhook+json', authorization: await token.toJwt() };
  const at = Date.now();
  const answer = await fetch(`${apiUrl}/v1/livekit/webhook`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`A webhook of LiveKit was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
  return { roomId, key, at };
}
