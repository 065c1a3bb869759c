import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeActor, findMadeId, findTarget } from './describe-change.ts';

test('the actor is a key or a person, by the kind of the credential', () => {
  const owner = { accountId: 'acc_1', isAdmin: false, expiresAt: null };
  const host = { workspaceId: 'ws_1', roomId: 'r', name: '', metadata: {}, ttlSeconds: 60, role: 'host' } as const;
  assert.equal(describeActor({ kind: 'key', workspaceId: 'ws_1', keyId: 'key_1', scopes: null, ...owner }), 'key:key_1');
  assert.equal(describeActor({ kind: 'session', workspaceId: 'ws_1', sessionId: 'ses_1', isProlonged: false, ...owner }), 'account:acc_1');
  assert.equal(describeActor({ ...host, kind: 'participant', identity: 'key:key_1' }), 'participant:key:key_1');
});

test('the target is what the path names, whatever the body says', () => {
  assert.equal(findTarget({ params: { roomId: 'a/b 100%' }, body: { name: 'other' } }), 'a/b 100%');
  assert.equal(findTarget({ params: { roomId: 'room', participantId: 'ann' }, body: undefined }), 'room/ann');
});

test('two names with slashes in them cannot be taken for two others', () => {
  const targets = [['a/b', 'c'], ['a', 'b/c'], ['a%2Fb', 'c']].map(([roomId, participantId]) =>
    findTarget({ params: { roomId, participantId }, body: undefined }));
  assert.deepEqual(targets, ['a%2Fb/c', 'a/b%2Fc', 'a%252Fb/c']);
});

test('what the path does not name is named by the body, and in the end by the answer', () => {
  assert.equal(findTarget({ params: {}, body: { name: 'room' } }), 'room');
  assert.equal(findTarget({ params: {}, body: { id: 'key_1' } }), 'key_1', 'such as the key to replace');
  assert.equal(findTarget({ params: {}, body: { name: 7 } }), null);
  assert.equal(findTarget({ params: {}, body: undefined }), null);
  assert.equal(findMadeId({ params: {}, body: {} }, '{"id":"wh_1"}'), 'wh_1');
  for (const payload of ['{"id":7}', '{"sid":"RM_1"}', '', 'plain', null]) {
    assert.equal(findMadeId({ params: {}, body: {} }, payload), null);
  }
  assert.equal(findMadeId({ params: { roomId: 'r' }, body: {} }, '{"id":"x"}'), null);
});
