/**
 * `npm test`: every check and every test, against real servers of its own. Name some steps to run only these:
 * `npm test -- unit integration`. Ends with a line `N passed, N failed`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalServers, startLocalServers } from '../src/start/local/servers.ts';
import { checks, runCheck } from './support/checks.ts';
import { runTestFiles, suites } from './support/suites.ts';
import { sharedStackVariable, systemEnvironment } from './support/stack.ts';

interface Totals {
  passed: number;
  failed: number;
}

const wanted = process.argv.slice(2);
const isWanted = ({ name }: { name: string }) => wanted.length === 0 || wanted.includes(name);

const totals: Totals = { passed: 0, failed: 0 };
for (const check of checks.filter(isWanted)) add(await runCheck(check));
const chosenSuites = suites.filter(isWanted);
if (chosenSuites.length > 0) await withSharedStack(async () => {
  for (const suite of chosenSuites) add(await runTestFiles(suite));
});
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

function add({ passed, failed }: Totals): void {
  totals.passed += passed;
  totals.failed += failed;
}

/** Where it cannot be, the tests that need it fail, and only those. */
async function startIngress(servers: LocalServers): Promise<void> {
  await servers.startIngress?.().catch((error: Error) => console.log(`There is no ingress: ${error.message}`));
}

async function withSharedStack(run: () => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plenum-tests-'));
  const servers = await startLocalServers({ dataDir, env: systemEnvironment(), report: console.log });
  if (chosenSuites.some(({ needsIngress }) => needsIngress)) await startIngress(servers);
  process.env[sharedStackVariable] = JSON.stringify(servers.env);
  try {
    await run();
  } finally {
    await servers.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
