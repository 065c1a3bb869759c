import type { Client } from '../../support/client.ts';

/** A token of the workspace that `client`'s key speaks for. */
export async function issueToken(client: Client, roomId: string, userId: string, role: string): Promise<string> {
  const { body } = await client.call<{ token: string }>('POST', '/v1/token', { roomId, userId, name: userId, role });
  return body.token;
}
