import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccessToken, TokenVerifier } from 'livekit-server-sdk';
import { SignJWT } from 'jose';
import { type AccessTokens, createAccessTokens, type TokenSubject } from './access-tokens.ts';

const keys = { apiKey: 'APIkey', apiSecret: 'secret'.repeat(6), claimKey: Buffer.alloc(32, 1) };
const tokens: AccessTokens = createAccessTokens(keys);
const subject: TokenSubject = {
  workspaceId: 'ws_abc',
  roomId: 'Ünïcode: room',
  identity: 'ann',
  role: 'moderator',
  name: 'Ann',
  metadata: { team: 'blue' },
};

test('LiveKit reads the token: grants by role, metadata with the role, when it was issued', async () => {
  const issuedAt = Date.now();
  const { token, expiresAt } = tokens.issue(subject, issuedAt, 60);
  const claims = await new TokenVerifier(keys.apiKey, keys.apiSecret).verify(token);
  assert.equal(claims.sub, 'ann');
  assert.equal(claims.name, 'Ann');
  assert.equal(claims.video?.room, 'ws_abc:Ünïcode: room');
  assert.equal(claims.video?.roomAdmin, undefined);
  assert.deepEqual(JSON.parse(claims.metadata ?? ''), { team: 'blue', role: 'moderator' });
  assert.deepEqual(claims.attributes, { 'plenum.issuedAt': String(issuedAt) });
  assert.equal(expiresAt, (Math.floor(issuedAt / 1000) + 60) * 1000);
});

test('each role has its grants', async () => {
  const grants = async (role: TokenSubject['role']) => {
    const { token } = tokens.issue({ ...subject, role }, Date.now(), 60);
    const { video } = await new TokenVerifier(keys.apiKey, keys.apiSecret).verify(token);
    return [video?.canPublish, video?.canPublishData, video?.canSubscribe, video?.roomAdmin ?? false, video?.canUpdateOwnMetadata];
  };
  assert.deepEqual(await grants('host'), [true, true, true, true, false]);
  assert.deepEqual(await grants('moderator'), [true, true, true, false, false]);
  assert.deepEqual(await grants('participant'), [true, true, true, false, false]);
  assert.deepEqual(await grants('viewer'), [false, false, true, false, false]);
});

test('our own token is recognised, with the metadata that the caller gave', async () => {
  const issuedAt = Date.now();
  const { token, expiresAt } = tokens.issue(subject, issuedAt, 60);
  assert.deepEqual(await tokens.verify(token), { ...subject, issuedAt, expiresAt });
});

test('other tokens signed with the same LiveKit secret are not', async () => {
  const other = new AccessToken(keys.apiKey, keys.apiSecret, { identity: 'ann' });
  other.addGrant({ roomJoin: true, room: 'ws_abc:r', roomAdmin: true });
  assert.equal(await tokens.verify(await other.toJwt()), null);
  const otherClaimKey = createAccessTokens({ ...keys, claimKey: Buffer.alloc(32, 2) });
  assert.equal(await tokens.verify(otherClaimKey.issue(subject, Date.now(), 60).token), null);
});

test('expired, cut, unsigned and changed tokens are not', async () => {
  const { token } = tokens.issue(subject, Date.now(), 60);
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'eve' })).toString('base64url');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const expired = tokens.issue(subject, Date.now() - 61_000, 60).token;
  const prolonged = await signWithSecret({ ...claims, exp: claims.exp + 3_600 });
  for (const bad of [expired, prolonged, `${header}.${payload}`, `${header}.${changed}.${signature}`, `${none}.${payload}.`, '', 'a.b.c']) {
    assert.equal(await tokens.verify(bad), null);
  }
});

/** As anyone can who knows LiveKit's secret. */
function signWithSecret(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(keys.apiSecret));
}
