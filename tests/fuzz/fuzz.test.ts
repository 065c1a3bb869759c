import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findMismatches, fixtures } from '../openapi/fixtures/index.ts';
import { findUnfilled } from '../openapi/support/find-unfilled.ts';
import { readOperations } from '../openapi/support/operations.ts';
import { startPayments, watchDeposits } from '../openapi/support/payments.ts';
import { createScene } from '../openapi/support/scene.ts';
import { eventSettings } from '../support/events-stack.ts';
import { startServerWithIngress } from '../support/ingress-server.ts';
import type { TestServer } from '../support/server.ts';
import { systemEnvironment } from '../support/stack.ts';
import { startFixtureServer } from './support/fixture-server.ts';
import { installPythonTool } from './support/python-tool.ts';

const version = '4.32.5';
const folder = fileURLToPath(new URL('.', import.meta.url));
const limitMs = 8 * 60_000;

interface Tally {
  operationId: string;
  status: number;
  count: number;
}

test('Schemathesis finds no fault, no undocumented answer, and reaches every operation', async (t) => {
  const tool = await installPythonTool('schemathesis', version);
  const payments = await startPayments();
  t.after(() => payments.stop());
  const server = await startServerWithIngress({ ...eventSettings, ...payments.settings });
  t.after(() => server.stop());
  await watchDeposits(server);
  const operations = await readOperations(server.url);
  assert.deepEqual(findMismatches(operations), { missing: [], stale: [] }, 'Every operation has a fixture.');
  const scene = await createScene(server);
  for (const operation of operations) assert.deepEqual(findUnfilled(operation, await fixtures[operation.operationId]?.call(scene)), []);
  await scene.close();

  const { code, output, tally } = await runSchemathesis(tool, server);
  assert.equal(code, 0, `Schemathesis:\n${output}\n${readErrors(server)}`);
  const succeeded = new Set(tally.filter(({ status }) => status < 300).map(({ operationId }) => operationId));
  const never = operations.map(({ operationId }) => operationId).filter((id) => !succeeded.has(id));
  assert.deepEqual(never, [], 'Every operation answered 2xx at least once.');
  assert.deepEqual(tally.filter(({ status }) => status >= 500), []);
  const documented = Object.fromEntries(operations.map(({ operationId, responses }) => [operationId, Object.keys(responses)]));
  assert.deepEqual(tally.filter(({ operationId, status }) => !documented[operationId]?.includes(String(status))), []);
  for (const line of summarize(tally)) t.diagnostic(line);
});

async function runSchemathesis({ python, env }: { python: string; env: Record<string, string> }, server: TestServer) {
  const fixtureServer = await startFixtureServer(server);
  const scratch = await mkdtemp(join(tmpdir(), 'plenum-fuzz-'));
  const tallyFile = join(scratch, 'tally.json');
  try {
    const child = spawn(python, ['-m', 'schemathesis.cli', '--config-file', join(folder, 'schemathesis.toml'), 'run', `${server.url}/openapi.json`, '--no-color'], {
      cwd: scratch,
      env: {
        ...systemEnvironment(),
        ...env,
        PYTHONPATH: `${env['PYTHONPATH']}:${folder}`,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONUTF8: '1',
        SCHEMATHESIS_HOOKS: 'hooks',
        FUZZ_API_KEY: server.apiKey,
        FUZZ_FIXTURES_URL: fixtureServer.url,
        FUZZ_TALLY_FILE: tallyFile,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
    });
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    assert.deepEqual([...fixtureServer.unknown], [], 'Operations without a fixture were called.');
    const tally = await readFile(tallyFile, 'utf8').then((json) => JSON.parse(json) as Tally[], () => []);
    return { code: code as number | null, output: out + err, tally };
  } finally {
    await fixtureServer.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What the server logged about its own faults. */
function readErrors(server: TestServer): string {
  return server.readLog().split('\n').filter((line) => line.includes('"level":50')).slice(0, 10).join('\n');
}

function summarize(tally: Tally[]): string[] {
  const byOperation = Map.groupBy(tally, ({ operationId }) => operationId);
  const total = tally.reduce((sum, { count }) => sum + count, 0);
  const lines = [...byOperation].map(([operationId, rows]) => {
    const counts = rows.toSorted((a, b) => a.status - b.status).map(({ status, count }) => `${status}: ${count}`);
    return `${operationId} ${counts.join(', ')}`;
  });
  return [`${total} calls of ${byOperation.size} operations`, ...lines];
}
