import { scopes } from '../../../src/http/access.ts';
import { createKey, createWorkspace } from '../../../src/modules/accounts/index.ts';
import { connectDatabase } from '../../../src/platform/db/client.ts';
import { parseLivekitRoom } from '../../../src/platform/livekit/room-names.ts';
import { createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';
import { addAdmin } from './scene-account.ts';
import { issueToken } from './issue-token.ts';
import { readJwt } from './scene.ts';

/** The workspace that is asked about, a stranger's, and keys of the former that may not do everything. */
export interface Workspaces {
  ownerId: string;
  ownerKey: string;
  strangerId: string;
  strangerKey: string;
  expiredKey: string;
  /** A key with this scope alone. */
  keyWith: Record<string, string>;
  /** A key with every scope but this. */
  keyWithout: Record<string, string>;
}

/** Makes them beside the API, as no call for keys exists without an account. */
export async function createWorkspaces(server: TestServer): Promise<Workspaces> {
  const { db, close } = connectDatabase(server.env['DATABASE_URL'] ?? '');
  try {
    const ownerId = await findOwnWorkspace(server);
    const accountId = await addAdmin(db, ownerId);
    const stranger = await createWorkspace(db);
    const keyWith: Record<string, string> = {};
    const keyWithout: Record<string, string> = {};
    for (const scope of scopes) {
      keyWith[scope] = await createKey(db, ownerId, { accountId, scopes: [scope] });
      keyWithout[scope] = await createKey(db, ownerId, { accountId, scopes: scopes.filter((other) => other !== scope) });
    }
    const expiredKey = await createKey(db, ownerId, { expiresAt: new Date(Date.now() - 1_000) });
    const strange = { strangerId: stranger.workspaceId, strangerKey: stranger.apiKey };
    return { ownerId, ownerKey: server.apiKey, ...strange, expiredKey, keyWith, keyWithout };
  } finally {
    await close();
  }
}

async function findOwnWorkspace(server: TestServer): Promise<string> {
  const { video } = readJwt(await issueToken(createClient(server), 'r', 'u', 'viewer')) as { video: { room: string } };
  const place = parseLivekitRoom(video.room);
  if (!place) throw new Error('The token is for no room of ours.');
  return place.workspaceId;
}
