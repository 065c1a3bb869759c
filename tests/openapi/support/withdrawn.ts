import { createClient, eventually } from '../../support/client.ts';
import { joinRoom } from '../../support/participants.ts';
import type { TestServer } from '../../support/server.ts';
import { issueToken } from './issue-token.ts';

/** Host tokens of a room that no longer are what they say. */
export interface Withdrawn {
  /** Removed from the room. */
  kicked: string;
  /** Made a viewer. */
  demoted: string;
}

/** Makes them by real removals; nobody but those who stay is in the room when it is done. */
export async function withdrawTokens(server: TestServer, roomId: string, staying: number): Promise<Withdrawn> {
  const owner = createClient(server);
  const people = `/v1/rooms/${encodeURIComponent(roomId)}/participants`;
  const kicked = await issueToken(owner, roomId, 'kicked', 'host');
  const demoted = await issueToken(owner, roomId, 'demoted', 'host');
  const url = server.env['LIVEKIT_URL'] ?? '';
  const [one, other] = await Promise.all([joinRoom(kicked, url), joinRoom(demoted, url)]);
  await owner.call('DELETE', `${people}/kicked`);
  await owner.call('PATCH', `${people}/demoted`, { role: 'viewer' });
  await Promise.all([one.untilOut(20_000), other.leave()]);
  await eventually(async () => {
    const { body } = await owner.call<{ participants: unknown[] }>('GET', people);
    if (body.participants.length !== staying) throw new Error('They are still in the room.');
  }, 20_000);
  return { kicked, demoted };
}
