import type { Role } from '../../contracts/roles.ts';
import { isSameSecret, sign } from '../../core/secrets.ts';
import type { Place } from './repository.ts';

/** What a link to a room carries, signed: whoever holds it may join in that role. Times are milliseconds since 1970. */
export interface RoomLink extends Place {
  role: Role;
  name: string | null;
  issuedAt: number;
  expiresAt: number;
}

export function encodeRoomLink(key: Buffer, link: RoomLink): string {
  const { workspaceId, roomId, role, name, issuedAt, expiresAt } = link;
  const content = Buffer.from(JSON.stringify([workspaceId, roomId, role, name, issuedAt, expiresAt])).toString('base64url');
  return `${content}.${sign(key, content)}`;
}

/** Null for anything that `encodeRoomLink` did not make with this key. */
export function decodeRoomLink(key: Buffer, linkToken: string): RoomLink | null {
  const [content = '', seal = '', ...rest] = linkToken.split('.');
  if (rest.length > 0 || !isSameSecret(seal, sign(key, content))) return null;
  const [workspaceId, roomId, role, name, issuedAt, expiresAt] = JSON.parse(Buffer.from(content, 'base64url').toString());
  return { workspaceId, roomId, role, name, issuedAt, expiresAt };
}
