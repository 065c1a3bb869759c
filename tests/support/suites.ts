import { globSync } from 'node:fs';
import type { Transform } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export interface Suite {
  name: string;
  files: string;
  /** How many files run at once. */
  concurrency: number;
  /** What still runs after this is ended and has failed: one hanging file must not keep the others from being told of. */
  limitMinutes: number;
  /** Some of them call LiveKit's ingress on the shared servers. */
  needsIngress?: true;
}

/** In the order in which they run: what fails fast first. */
export const suites: Suite[] = [
  { name: 'unit', files: '{src,web/src}/**/*.test.ts', concurrency: 2, limitMinutes: 5 },
  { name: 'integration', files: 'tests/integration/!(media|ingress|transcription)/**/*.test.ts', concurrency: 2, limitMinutes: 20 },
  // What draws, encodes, decodes and listens takes both cores of a small machine.
  { name: 'media', files: 'tests/integration/{media,ingress,transcription}/**/*.test.ts', concurrency: 1, limitMinutes: 24, needsIngress: true },
  { name: 'openapi', files: 'tests/openapi/**/*.test.ts', concurrency: 1, limitMinutes: 6, needsIngress: true },
  { name: 'fuzz', files: 'tests/fuzz/**/*.test.ts', concurrency: 1, limitMinutes: 10, needsIngress: true },
  { name: 'browser', files: 'tests/browser/**/*.test.ts', concurrency: 1, limitMinutes: 25 },
  { name: 'faults', files: 'tests/faults/**/*.test.ts', concurrency: 1, limitMinutes: 30 },
  { name: 'acceptance', files: 'tests/acceptance/**/*.test.ts', concurrency: 1, limitMinutes: 15 },
];

/** A single test or hook; the first of all may have to build a server. */
const testTimeoutMs = 10 * 60_000;

/** Runs the test files of a suite, each in a process of its own, and counts their tests. */
export async function runTestFiles({ name, files, concurrency, limitMinutes }: Suite) {
  const totals = { passed: 0, failed: 0 };
  console.log(`\n${name}`);
  const signal = AbortSignal.timeout(limitMinutes * 60_000);
  // The timeout is for tests, not for files: what a failed test leaves open would keep its file running for ever.
  const events = run({ files: globSync(files), concurrency, timeout: testTimeoutMs, forceExit: true, signal });
  events.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') totals.passed += 1;
  });
  events.on('test:fail', ({ name: test, details: { error } }) => {
    totals.failed += 1;
    // The reporter leaves out how a process ended, which is all that there is of a crash.
    if ('exitCode' in error) console.log(`${test} ended: ${JSON.stringify(error, ['exitCode', 'signal'])}`);
  });
  const printed = events.compose(new spec() as unknown as Transform);
  for await (const line of printed) process.stdout.write(String(line));
  return totals;
}
