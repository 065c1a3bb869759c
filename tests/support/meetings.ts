import assert from 'node:assert/strict';
import { createWorkspace } from '../../src/modules/accounts/index.ts';
import { connectDatabase, type DatabaseClient } from '../../src/platform/db/client.ts';
import { type Client, createClient } from './client.ts';
import { startServer, startServerWith, startWorkerOn, type TestServer } from './server.ts';
import { startOwnStack } from './stack.ts';

/** A workspace and its key. */
export interface Owner {
  workspaceId: string;
  apiKey: string;
  client: Client;
}

/** A meeting as its making is answered, and its host. */
export interface MadeMeeting {
  meetingId: string;
  adminToken: string;
  joinUrl: string;
  title: string;
  status: string;
  scheduledAt?: string;
  settings: Record<string, unknown>;
  /** Calls with the admin token alone. */
  host: Client;
  /** `/v1/meetings/<id>`. */
  path: string;
}

/** A real API process with a workspace of one's own on it. */
export interface MeetingScene extends Owner {
  server: TestServer;
  database: DatabaseClient;
  newOwner(): Promise<Owner>;
  startWorker(settings?: Record<string, string>): ReturnType<typeof startWorkerOn>;
  close(): Promise<void>;
}

export async function startMeetingScene(settings: Record<string, string> = {}): Promise<MeetingScene> {
  return createScene(await startServer(settings));
}

/** The same on servers of its own, for workers that would end or begin the meetings of other tests by these settings. */
export async function startMeetingSceneApart(settings: Record<string, string>): Promise<MeetingScene> {
  return createScene(await startServerWith(await startOwnStack(), settings));
}

async function createScene(server: TestServer): Promise<MeetingScene> {
  const database = connectDatabase(server.env['DATABASE_URL'] ?? '');
  const newOwner = async () => {
    const { workspaceId, apiKey } = await createWorkspace(database.db);
    return { workspaceId, apiKey, client: createClient({ url: server.url, apiKey }) };
  };
  const workers: { stop(): Promise<void> }[] = [];
  return {
    ...(await newOwner()),
    server,
    database,
    newOwner,
    async startWorker(more = {}) {
      const worker = await startWorkerOn(server.env, more);
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await database.close();
      await server.stop();
    },
  };
}

/** Creates a meeting as the owner of the scene, or as another. */
export async function createMeeting(
  { server }: Pick<MeetingScene, 'server'>,
  { client }: Pick<Owner, 'client'>,
  wish: Record<string, unknown> = {},
): Promise<MadeMeeting> {
  const { status, body } = await client.call<MadeMeeting>('POST', '/v1/meetings', wish);
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, host: createClient(server, { 'x-admin-token': body.adminToken }), path: `/v1/meetings/${body.meetingId}` };
}

/** A time so many milliseconds from now, in ISO 8601. */
export function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
