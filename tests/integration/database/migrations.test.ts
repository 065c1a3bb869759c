import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import postgres from 'postgres';
import { migrateDatabase } from '../../../src/platform/db/migrate.ts';
import { startOwnStack } from '../../support/stack.ts';

test('the migrations make what the tables say', async () => {
  const files = ['src/**/tables.ts'].flatMap((pattern) => globSync(pattern));
  const tables = await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  const latest = globSync('drizzle/meta/*_snapshot.json').toSorted().at(-1) ?? '';
  const migrated = JSON.parse(readFileSync(latest, 'utf8'));
  const missing = await generateMigration(migrated, generateDrizzleJson(Object.assign({}, ...tables)));
  assert.deepEqual(missing, [], 'run `npx drizzle-kit generate --name <what>`');
});

test('eight processes that migrate an empty database at once all succeed', async () => {
  const stack = await startOwnStack();
  const url = stack.env.DATABASE_URL ?? '';
  const sql = postgres(url, { max: 1 });
  try {
    await Promise.all(Array.from({ length: 8 }, () => migrateDatabase(url)));
    const [row] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
    assert.equal(row?.count, globSync('drizzle/*.sql').length);
  } finally {
    await sql.end();
    await stack.stop();
  }
});
