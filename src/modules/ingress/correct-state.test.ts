import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IngressInfo, IngressState_Status as Status, ParticipantInfo } from '@livekit/protocol';
import { correctState } from './correct-state.ts';

const publisher = new ParticipantInfo({ sid: 'PA_1', identity: 'cam', joinedAtMs: 1_700_000_000_123n });

function told(status: Status, error = ''): IngressInfo {
  return new IngressInfo({ ingressId: 'IN_1', state: { status, error, resourceId: 'RT_1', startedAt: 5n } });
}

test('who is in the room decides over what was told last', () => {
  const { state: gone } = correctState(told(Status.ENDPOINT_PUBLISHING), undefined);
  assert.deepEqual([gone?.status, gone?.resourceId], [Status.ENDPOINT_INACTIVE, 'RT_1']);
  const { state: there } = correctState(told(Status.ENDPOINT_ERROR, 'refused'), publisher);
  assert.deepEqual([there?.status, there?.error, there?.startedAt], [Status.ENDPOINT_PUBLISHING, '', 1_700_000_000_123_000_000n]);
});

test('what fits together stays as it is', () => {
  const publishing = told(Status.ENDPOINT_PUBLISHING);
  assert.equal(correctState(publishing, publisher), publishing);
  const failed = told(Status.ENDPOINT_ERROR, 'refused');
  assert.equal(correctState(failed, undefined), failed);
  // The encoder has connected, and its participant joins before the first picture comes.
  const buffering = told(Status.ENDPOINT_BUFFERING);
  assert.equal(correctState(buffering, publisher), buffering);
});
