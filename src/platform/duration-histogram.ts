import type { Metric, Registry } from 'prom-client';

/** Upper bounds in seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Labels = Record<string, string | number>;

/** Counts of one combination of labels. */
export interface Series {
  observe(seconds: number): void;
}

interface Counted extends Series {
  read(name: string): { metricName: string; labels: Labels; value: number }[];
}

export interface DurationHistogram {
  /** Adds a combination of labels. The caller keeps what is returned: there is nothing to look up when it observes. */
  addSeries(labels: Labels): Series;
}

/**
 * A Prometheus histogram of durations for what happens tens of thousands of times a second: prom-client's own validates
 * and hashes the labels at each observation, which takes as long as signing a token.
 */
export function createDurationHistogram(registry: Registry, name: string, help: string): DurationHistogram {
  const all: Counted[] = [];
  const metric = {
    name,
    get: async () => ({ name, help, type: 'histogram', values: all.flatMap((series) => series.read(name)), aggregator: 'sum' }),
  };
  registry.registerMetric(metric as unknown as Metric);
  return {
    addSeries(labels) {
      const series = createSeries(labels);
      all.push(series);
      return series;
    },
  };
}

function createSeries(labels: Labels): Counted {
  // The last one is for what took longer than all bounds.
  const counts = Array.from({ length: buckets.length + 1 }, () => 0);
  let sum = 0;
  return {
    observe(seconds) {
      let bucket = 0;
      while (bucket < buckets.length && seconds > (buckets[bucket] ?? 0)) bucket += 1;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      sum += seconds;
    },
    read(name) {
      let total = 0;
      const bucketValues = counts.map((count, i) => {
        total += count;
        return { metricName: `${name}_bucket`, labels: { ...labels, le: buckets[i] ?? '+Inf' }, value: total };
      });
      return [
        ...bucketValues,
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: total },
      ];
    },
  };
}
