import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../../src/config/index.ts';
import { newId } from '../../../src/core/ids.ts';
import { connectObjectStore } from '../../../src/platform/objects/client.ts';
import { useSharedStack } from '../../support/stack.ts';

test('processes that start together make one bucket between them', async (t) => {
  const stack = await useSharedStack();
  t.after(() => stack.stop());
  const { storage } = readConfig(stack.env);
  for (let round = 0; round < 5; round += 1) {
    const settings = { ...storage, bucket: newId('bucket').replace('_', '-') };
    const stores = Array.from({ length: 6 }, () => connectObjectStore(settings));
    await Promise.all(stores.map((store) => store.ensureBucket()));
    assert.equal(await stores[0]?.sizeOf('nothing'), null);
  }
});
