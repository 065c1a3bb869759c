import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Histogram, Registry } from 'prom-client';
import { createDurationHistogram } from './duration-histogram.ts';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const seconds = [0, 0.0005, 0.001, 0.0011, 0.3, 10, 10.1, 99];

test("what is shown is what prom-client's own histogram shows", async () => {
  const ours = new Registry();
  const series = createDurationHistogram(ours, 'took', 'Time.').addSeries({ route: '/a"b', status: 200 });
  const theirs = new Registry();
  const expected = new Histogram({ name: 'took', help: 'Time.', labelNames: ['route', 'status'], buckets, registers: [theirs] });
  for (const value of seconds) {
    series.observe(value);
    expected.observe({ route: '/a"b', status: 200 }, value);
  }
  assert.deepEqual(linesOf(await ours.metrics()), linesOf(await theirs.metrics()));
});

/** The lines with their labels in one order: Prometheus takes them in any. */
function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(',').toSorted().join(',')}}`));
}
