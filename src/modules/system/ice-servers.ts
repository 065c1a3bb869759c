import { createHmac } from 'node:crypto';
import type { TurnSettings } from './deps.ts';

export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

const ttlSeconds = 86_400;

/**
 * STUN and TURN servers for the caller. With TURN_SECRET the credential lasts a day and is made as
 * draft-uberti-behave-turn-rest describes: the user name is the time it ends, the password its HMAC-SHA1.
 */
export function listIceServers(turn: TurnSettings, now: number): IceServer[] {
  if (turn.urls.length === 0) return [];
  const { urls, secret, username, credential } = turn;
  if (!secret) return [{ urls, ...(username && credential ? { username, credential } : {}) }];
  const until = `${Math.floor(now / 1000) + ttlSeconds}:plenum`;
  return [{ urls, username: until, credential: createHmac('sha1', secret).update(until).digest('base64') }];
}
