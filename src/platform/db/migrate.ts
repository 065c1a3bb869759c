import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const migrationsFolder = fileURLToPath(new URL('../../../drizzle', import.meta.url));
/** Any number will do, as long as nothing else in this database locks the same one. */
const migrationLock = 7_362_110;

/** Brings the database to the newest version; processes that start at the same time wait for the first. */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection, because an advisory lock belongs to the session that took it.
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
