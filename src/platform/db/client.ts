import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { prepareStatements } from './prepare-statements.ts';

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Where a query may run: on its own or inside a transaction. */
export type Queryable = Database | Transaction;

export interface DatabaseClient {
  db: Database;
  /** The driver itself, for what an ORM does not speak of: advisory locks, health. */
  sql: postgres.Sql;
  close(): Promise<void>;
}

/** The name under which a process's connections stand in pg_stat_activity. */
export const applicationName = 'plenum';
export const poolSize = 10;

/** Opens a pool of at most `poolSize` connections; none is made before the first query. */
export function connectDatabase(url: string): DatabaseClient {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 3,
    // A connection that stood idle through a restart of PostgreSQL is replaced without a caller noticing.
    idle_timeout: 60,
    max_lifetime: 1_800,
    backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1),
    // What a process holds that hangs, or that its network lost, is free again after half a minute; no transaction waits so long.
    connection: { application_name: applicationName, statement_timeout: 10_000, idle_in_transaction_session_timeout: 30_000 },
    onnotice: () => {},
  });
  return { db: drizzle(prepareStatements(sql)), sql, close: () => sql.end({ timeout: 5 }) };
}
