import type { LocalServers } from '../../../src/start/local/servers.ts';

/** One line of the result: what was measured beside what it is measured against. */
export interface Figure {
  name: string;
  /** The bare limit, in this run's own unit; `–` when the demand is absolute. */
  bare: string;
  ours: string;
  /** What the issue demands of the ratio, such as `≥ 0.90`. */
  target: string;
  /** null when what is demanded is not a number. */
  ratio: number | null;
  isMet: boolean;
}

export interface BenchOptions {
  /** How long to measure, for trying a bench out; not every bench heeds it. */
  seconds?: number;
}

/** One benchmark. Everything it starts has ended when `run` settles. */
export interface Bench {
  /** What `npm run bench -- <name>` calls it. */
  name: string;
  run(servers: LocalServers, options: BenchOptions): Promise<Figure[]>;
}
