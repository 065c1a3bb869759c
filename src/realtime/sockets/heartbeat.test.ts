import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createHeartbeat } from './heartbeat.ts';
import type { Peer } from './peer.ts';

/** A socket of which only the heartbeat wants to know anything. */
function createPeer(answers: boolean) {
  const seen: string[] = [];
  const peer = { isAlive: true } as Peer;
  const socket = {
    OPEN: 1,
    readyState: 1,
    ping() {
      seen.push('ping');
      peer.isAlive = answers;
    },
    terminate: () => seen.push('terminate'),
  };
  return { peer: Object.assign(peer, { socket }), seen };
}

test('each socket is asked every 25 s, and one that does not answer is ended at the next turn', (context: TestContext) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const heartbeat = createHeartbeat();
  const [here, gone, left] = [createPeer(true), createPeer(false), createPeer(true)];
  for (const { peer } of [here, gone, left]) heartbeat.add(peer);
  context.mock.timers.tick(24_000);
  assert.deepEqual([...here.seen, ...gone.seen], []);
  context.mock.timers.tick(1_000);
  assert.deepEqual([here.seen, gone.seen], [['ping'], ['ping']]);
  heartbeat.remove(left.peer);
  context.mock.timers.tick(25_000);
  assert.deepEqual([here.seen, gone.seen, left.seen], [['ping', 'ping'], ['ping', 'terminate'], ['ping']]);
  heartbeat.stop();
});
