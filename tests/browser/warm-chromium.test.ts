import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findChromium } from '../../src/platform/browser/find-chromium.ts';
import { keepChromiumWarm } from '../../src/platform/browser/warm-chromium.ts';
import { requireRecorderPrograms } from '../support/chromium.ts';
import { eventually } from '../support/client.ts';

let folder: string;

before(async () => {
  await requireRecorderPrograms();
  folder = await mkdtemp(join(tmpdir(), 'plenum-warm-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('a browser that has died and cannot be started again is started by whoever asks once it can be', async () => {
  const program = join(folder, 'chromium');
  const real = await findChromium(process.env['PATH'] ?? '', undefined);
  const write = async (script: string) => {
    await writeFile(program, `#!/bin/sh\n${script}\n`);
    await chmod(program, 0o755);
  };
  await write(`exec ${real} "$@"`);
  const chromium = await keepChromiumWarm(program);
  try {
    const first = await chromium.use();
    await first.close();
    await eventually(async () => assert.equal(first.isConnected(), false), 5_000);
    await write('exit 1');
    await assert.rejects(chromium.use());
    await assert.rejects(chromium.use());
    await write(`exec ${real} "$@"`);
    assert.equal((await chromium.use()).isConnected(), true);
  } finally {
    await chromium.close();
  }
});
