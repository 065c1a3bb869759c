import { AppError, invalidField, notFound } from '../../core/errors.ts';
import { randomText } from '../../core/ids.ts';
import { applyOverrides } from './apply-overrides.ts';
import type { RoomsDeps } from './deps.ts';
import { defaultTtlSeconds, issueToken } from './issue-token.ts';
import { everybody, findOverrides } from './repository.ts';
import { decodeRoomLink, type RoomLink } from './room-links.ts';

/** Reads a link; 404 when it was never one, 410 when it has expired or the room was deleted since. */
export async function openRoomLink(deps: RoomsDeps, linkToken: string): Promise<RoomLink> {
  const link = decodeRoomLink(deps.linkKey, linkToken);
  if (!link) throw notFound('Room link');
  if (link.expiresAt <= Date.now()) throw new AppError('gone', 'This link has expired. Ask for a new one.');
  const overrides = await findOverrides(deps.db, link, everybody);
  const isWithdrawn = applyOverrides(overrides, link.issuedAt, link.role) === null;
  if (isWithdrawn) throw new AppError('gone', 'The room of this link was closed. Ask for a new link.');
  return link;
}

/** Gives whoever holds a link a token of their own: their name and a random part are their identity. */
export async function joinByRoomLink(deps: RoomsDeps, linkToken: string, givenName: string | undefined) {
  const link = await openRoomLink(deps, linkToken);
  const name = givenName ?? link.name;
  if (name === null) throw invalidField('/name', 'is required, since the link names nobody');
  const { workspaceId, roomId, role } = link;
  const identity = `${toSlug(name)}-${randomText(10)}`;
  const issued = issueToken(deps, { workspaceId, roomId, role, name, identity, metadata: {} }, defaultTtlSeconds);
  return { ...issued, roomId, role, identity, name, ...(await deps.readActivity({ workspaceId, roomId })) };
}

/** A readable beginning of an identity, which must never look like one of the server's own. */
function toSlug(name: string): string {
  const words = name.normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, 24);
  return slug === '' || slug.startsWith('plenum') ? 'guest' : slug;
}
