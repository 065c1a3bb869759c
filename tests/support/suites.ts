import { globSync } from 'node:fs';
import type { Transform } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export interface Suite {
  name: string;
  files: string;
  /** How many files run at once. */
  concurrency: number;
}

/** In the order in which they run: what fails fast first. */
export const suites: Suite[] = [
  { name: 'unit', files: '{src,web/src}/**/*.test.ts', concurrency: 2 },
  { name: 'integration', files: 'tests/integration/**/*.test.ts', concurrency: 2 },
  { name: 'openapi', files: 'tests/openapi/**/*.test.ts', concurrency: 1 },
  { name: 'fuzz', files: 'tests/fuzz/**/*.test.ts', concurrency: 1 },
  { name: 'browser', files: 'tests/browser/**/*.test.ts', concurrency: 1 },
  { name: 'faults', files: 'tests/faults/**/*.test.ts', concurrency: 1 },
  { name: 'acceptance', files: 'tests/acceptance/**/*.test.ts', concurrency: 1 },
];

const fileTimeoutMs = 10 * 60_000;

/** Runs the test files of a suite, each in a process of its own, and counts their tests. */
export async function runTestFiles({ name, files, concurrency }: Suite) {
  const totals = { passed: 0, failed: 0 };
  console.log(`\n${name}`);
  const events = run({ files: globSync(files), concurrency, timeout: fileTimeoutMs });
  events.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') totals.passed += 1;
  });
  events.on('test:fail', () => {
    totals.failed += 1;
  });
  const printed = events.compose(new spec() as unknown as Transform);
  for await (const line of printed) process.stdout.write(String(line));
  return totals;
}
