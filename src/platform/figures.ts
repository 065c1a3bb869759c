import type postgres from 'postgres';
import { Gauge, type Registry } from 'prom-client';

/** A gauge that is read from the database. */
export interface Figure {
  name: string;
  help: string;
  labels: string[];
  /** Rows of the labels and a `value`. */
  query(sql: postgres.Sql): Promise<Record<string, string | number>[]>;
}

/** What of the way of an event can be seen in the database; the same from whichever process. */
export const eventFigures: Figure[] = [
  {
    name: 'plenum_inbox_lag_seconds',
    help: 'Age of the oldest message of LiveKit that is not handled.',
    labels: [],
    query: (sql) => sql`
      select coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as value
      from inbox where handled_at is null and error is null`,
  },
  {
    name: 'plenum_inbox_failed',
    help: 'Messages of LiveKit that could not be handled.',
    labels: [],
    query: (sql) => sql`select count(*)::int as value from inbox where handled_at is null and error is not null`,
  },
  {
    name: 'plenum_outbox_lag_seconds',
    help: 'Age of the oldest event that is not relayed.',
    labels: [],
    query: (sql) => sql`
      select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as value
      from outbox where relayed_at is null`,
  },
  {
    name: 'plenum_reconciled_events',
    help: 'Stored events that the reconciler found and LiveKit did not tell.',
    labels: [],
    query: (sql) => sql`select count(*)::int as value from outbox where is_reconciled`,
  },
  {
    name: 'plenum_lease_holder',
    help: 'Which process does what only one does at a time.',
    labels: ['lease', 'holder'],
    query: (sql) => sql`select name as lease, holder, 1 as value from leases where expires_at > now()`,
  },
];

/** Adds gauges that are read from the database when they are asked for; empty while it is away. */
export function addFigures(registry: Registry, sql: postgres.Sql, figures: Figure[]): void {
  for (const { name, help, labels, query } of figures) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      async collect() {
        gauge.reset();
        const rows = await query(sql).catch(() => []);
        for (const { value, ...labelled } of rows) gauge.set(labelled, Number(value));
      },
    });
  }
}
