import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Composition } from '../tables.ts';
import { compositionIdOf, toEgressRequest } from './egress-request.ts';

const composition = {
  id: 'cm_1',
  workspaceId: 'ws_1',
  roomId: 'stand up',
  picture: { layout: 'speaker', audioOnly: false, width: 1920, height: 1080 },
  objectName: 'recordings/ws_1/rec_1',
} as Composition;

const settings = {
  templateUrl: 'http://plenum:3000/composite.html?theme=dark',
  storage: { endpoint: 'http://minio:9000', accessKey: 'key', secretKey: 'secret', bucket: 'plenum' },
};

test('the page is asked for with the picture and the composition, by which it is found again', () => {
  const { room, options } = toEgressRequest(composition, settings);
  assert.equal(room, 'ws_1:stand up');
  assert.equal(options.layout, 'speaker');
  const url = new URL(options.customBaseUrl ?? '');
  assert.equal(url.origin + url.pathname, 'http://plenum:3000/composite.html');
  const parameters = { theme: 'dark', width: '1920', height: '1080', audioOnly: 'false', composition: 'cm_1' };
  assert.deepEqual(Object.fromEntries(url.searchParams), parameters);
  assert.equal(compositionIdOf(options.customBaseUrl ?? ''), 'cm_1');
});

test('an egress of somebody else has no composition', () => {
  assert.equal(compositionIdOf(''), undefined);
  assert.equal(compositionIdOf('https://example.com/template'), undefined);
});

test('the file goes to our storage under a name that no other engine takes', () => {
  const { outputs } = toEgressRequest(composition, settings);
  assert.equal(outputs.file?.filepath, 'recordings/ws_1/rec_1-cm_1.mp4');
  const { case: where, value } = outputs.file?.output ?? {};
  assert.equal(where, 's3');
  assert.partialDeepStrictEqual(value, { endpoint: 'http://minio:9000', bucket: 'plenum', forcePathStyle: true });
});
