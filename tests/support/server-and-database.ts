import { after } from 'node:test';
import postgres from 'postgres';
import { startServer, type TestServer } from './server.ts';

/** For a whole test file: a server as `startServer` starts it, and a connection to its database. They end after its tests. */
export async function useServerAndDatabase(): Promise<{ server: TestServer; sql: postgres.Sql }> {
  const server = await startServer();
  const sql = postgres(server.env.DATABASE_URL ?? '', { max: 1 });
  after(async () => {
    await sql.end();
    await server.stop();
  });
  return { server, sql };
}
