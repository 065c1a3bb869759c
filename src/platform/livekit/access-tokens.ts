import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import type { Role } from '../../contracts/roles.ts';
import { invalidField } from '../../core/errors.ts';
import { createHmacSha256 } from '../../core/hmac.ts';
import { isSameSecret } from '../../core/secrets.ts';
import { grantOf } from './grants.ts';
import { signJwt } from './jwt.ts';
import { parseLivekitRoom, toLivekitRoom } from './room-names.ts';

/** Who a token lets in, where, and as what. Times are milliseconds since 1970. */
export interface TokenSubject {
  workspaceId: string;
  roomId: string;
  identity: string;
  role: Role;
  name: string;
  /** The caller's own metadata; the role is added to it. */
  metadata: Record<string, unknown>;
}

export interface VerifiedToken extends TokenSubject {
  issuedAt: number;
  expiresAt: number;
}

export interface AccessTokens {
  issue(subject: TokenSubject, issuedAt: number, ttlSeconds: number): { token: string; expiresAt: number };
  /** Null for anything but a token that `issue` made and that has not expired. */
  verify(token: string): Promise<VerifiedToken | null>;
}

interface Keys {
  apiKey: string;
  apiSecret: string;
  /** Signs our own claim, so that other holders of LiveKit's secret cannot make a credential of this API. */
  claimKey: Buffer;
}

/** The same, ready to be used. */
interface Signing {
  apiKey: string;
  apiSecret: KeyObject;
  /** HMAC with LiveKit's secret. */
  signToken: Hmac;
  /** HMAC with our own key. */
  signClaim: Hmac;
}

type Hmac = (text: string) => string;

const maxMetadataLength = 6_000;

/** The participant attribute that says when the first token of a chain was issued; it outlives LiveKit's refreshes. */
export const issuedAtAttribute = 'plenum.issuedAt';

export function createAccessTokens(keys: Keys): AccessTokens {
  const apiSecret = createSecretKey(keys.apiSecret, 'utf8');
  const signing: Signing = {
    apiKey: keys.apiKey,
    apiSecret,
    signToken: createHmacSha256(apiSecret.export()),
    signClaim: createHmacSha256(keys.claimKey),
  };
  return {
    issue: (subject, issuedAt, ttlSeconds) => issueToken(signing, subject, issuedAt, ttlSeconds),
    verify: (token) => verifyToken(signing, token),
  };
}

function issueToken(keys: Signing, subject: TokenSubject, issuedAt: number, ttlSeconds: number) {
  const seconds = Math.floor(issuedAt / 1000);
  const room = toLivekitRoom(subject.workspaceId, subject.roomId);
  const exp = seconds + ttlSeconds;
  const { identity, role } = subject;
  const seal = sealOf(keys.signClaim, { room, identity, role, issuedAt, exp });
  const claims = {
    iss: keys.apiKey,
    sub: identity,
    name: subject.name,
    nbf: seconds,
    iat: seconds,
    exp,
    video: grantOf(role, room),
    metadata: writeMetadata(subject),
    attributes: { [issuedAtAttribute]: String(issuedAt) },
    plenum: { role, issuedAt, seal },
  };
  return { token: signJwt(claims, keys.signToken), expiresAt: exp * 1000 };
}

/** Longer than this, a token would not fit the headers and addresses in which it is sent. */
function writeMetadata({ metadata, role }: TokenSubject): string {
  const text = JSON.stringify({ ...metadata, role });
  if (text.length > maxMetadataLength) {
    throw invalidField('/metadata', `must not take more than ${maxMetadataLength} characters as JSON`);
  }
  return text;
}

interface Sealed {
  room: string;
  identity: string;
  role: string;
  issuedAt: number;
  exp: number;
}

function sealOf(signClaim: Hmac, { room, identity, role, issuedAt, exp }: Sealed): string {
  return signClaim(JSON.stringify([room, identity, role, issuedAt, exp]));
}

async function verifyToken(keys: Signing, token: string): Promise<VerifiedToken | null> {
  try {
    const { payload } = await jwtVerify<Claims>(token, keys.apiSecret, { algorithms: ['HS256'], issuer: keys.apiKey });
    return readClaims(keys.signClaim, payload);
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

interface Claims {
  sub?: string;
  exp?: number;
  name?: string;
  metadata?: string;
  video?: { room?: string };
  plenum?: { role?: Role; issuedAt?: number; seal?: string };
}

function readClaims(signClaim: Hmac, { sub, exp, name, metadata, video, plenum }: Claims): VerifiedToken | null {
  const place = parseLivekitRoom(video?.room ?? '');
  if (!place || !sub || !exp || !plenum?.role || !plenum.issuedAt || !plenum.seal) return null;
  const { role, issuedAt, seal } = plenum;
  const expected = sealOf(signClaim, { room: video?.room ?? '', identity: sub, role, issuedAt, exp });
  if (!isSameSecret(seal, expected)) return null;
  const { role: _, ...own } = JSON.parse(metadata ?? '{}') as Record<string, unknown>;
  return {
    ...place,
    identity: sub,
    role,
    name: name ?? '',
    metadata: own,
    issuedAt,
    expiresAt: exp * 1000,
  };
}
