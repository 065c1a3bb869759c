import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../core/errors.ts';
import type { KeyActor, SessionActor } from '../../../http/actor.ts';
import { narrow } from './narrow.ts';

const end = new Date(Date.now() + 60_000);
const before = new Date(end.getTime() - 1_000);
const after = new Date(end.getTime() + 1);
const common = { workspaceId: 'ws_1', accountId: 'acc_1', isAdmin: false };
const key = (powers: Pick<KeyActor, 'scopes' | 'expiresAt'>): KeyActor => ({ kind: 'key', keyId: 'key_1', ...common, ...powers });
const session: SessionActor = { kind: 'session', sessionId: 'ses_1', isProlonged: false, ...common };

const fails = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

test('who asks for nothing gets their own powers', () => {
  assert.deepEqual(narrow(session, {}), { scopes: null, expiresAt: null });
  assert.deepEqual(narrow(key({ scopes: ['rooms:read'], expiresAt: end }), {}), { scopes: ['rooms:read'], expiresAt: end });
});

test('a key makes narrower ones and none that is wider', () => {
  const caller = key({ scopes: ['rooms:read', 'keys:write'], expiresAt: end });
  assert.deepEqual(narrow(caller, { scopes: ['rooms:read'], expiresAt: before }), { scopes: ['rooms:read'], expiresAt: before });
  assert.throws(() => narrow(caller, { scopes: ['rooms:read', 'rooms:write'] }), fails('missing-scope'));
  assert.throws(() => narrow(caller, { expiresAt: after }), fails('forbidden'));
  assert.deepEqual(narrow(session, { scopes: ['rooms:read', 'rooms:read'], expiresAt: after }), { scopes: ['rooms:read'], expiresAt: after });
  assert.throws(() => narrow(session, { expiresAt: new Date(0) }), fails('validation'));
});
