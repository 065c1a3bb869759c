import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { copyMasked } from './masked-log.ts';

test('both outputs are copied line by line, without the secrets', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-masked-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'x.log');
  const child = spawn('sh', ['-c', 'printf "key=abc key=def\\nend"; echo "key=ghi." >&2'], { stdio: ['ignore', 'pipe', 'pipe'] });
  copyMasked(child, file, /(?<=key=)\w+/g);
  await once(child, 'close');
  let lines: string[] = [];
  for (let i = 0; i < 1_000 && lines.length < 3; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  }
  assert.deepEqual(lines.toSorted(), ['end', 'key=*** key=***', 'key=***.']);
});
