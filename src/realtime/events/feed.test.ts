import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { MeetingEvent } from '../../contracts/realtime.ts';
import { Feed } from './feed.ts';

const eventOf = (seq: number): MeetingEvent => ({ type: 'chat:message', audience: 'everybody', data: { seq }, seq });

/** A feed of a meeting whose stored events grow while the test goes on. */
function startFeed(start = 0) {
  const stored: MeetingEvent[] = [];
  const delivered: number[] = [];
  const errors: unknown[] = [];
  let reads = 0;
  const feed = new Feed(start, {
    async read(after) {
      reads += 1;
      await sleep(1);
      return stored.filter(({ seq = 0 }) => seq > after).slice(0, 3);
    },
    deliver: ({ seq }) => void delivered.push(seq ?? -1),
    onError: (error) => errors.push(error),
  });
  return { feed, stored, delivered, errors, countReads: () => reads };
}

test('events told in their order go out at once and nothing is read', () => {
  const { feed, delivered, countReads } = startFeed(4);
  feed.push([eventOf(5), eventOf(6)]);
  feed.push([eventOf(7), { type: 'react', audience: 'everybody', data: {} }]);
  assert.deepEqual(delivered, [5, 6, 7, -1]);
  assert.equal(feed.lastSeq, 7);
  assert.equal(countReads(), 0);
});

test('two that come the wrong way round are put right without reading', async () => {
  const { feed, delivered, countReads } = startFeed();
  feed.push([eventOf(2)]);
  feed.push([eventOf(1)]);
  assert.deepEqual(delivered, [1, 2]);
  await sleep(30);
  assert.equal(countReads(), 0);
});

test('whatever is lost, doubled or late, everything stored comes once and in order', async () => {
  const told = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(told, fc.integer({ min: 0, max: 5 }), async (seqs, pauseAt) => {
      const { feed, stored, delivered, errors } = startFeed();
      for (const [i, seq] of seqs.entries()) {
        // What is told was stored before, and so was all with a lower number.
        while (stored.length < seq) stored.push(eventOf(stored.length + 1));
        feed.push([eventOf(seq)]);
        if (i % 6 === pauseAt) await sleep(1);
      }
      await feed.catchUp(stored.length);
      assert.deepEqual(delivered, stored.map(({ seq }) => seq));
      assert.deepEqual(errors, []);
      feed.close();
    }),
    { numRuns: 60 },
  );
});

test('numbers that are not kept any more do not hold it up for ever', async () => {
  const { feed, stored, delivered } = startFeed(2);
  await feed.catchUp(9);
  assert.deepEqual(delivered, []);
  stored.push(eventOf(8), eventOf(9));
  await feed.catchUp(9);
  assert.deepEqual(delivered, [8, 9]);
});

test('a closed feed delivers nothing', async () => {
  const { feed, stored, delivered } = startFeed();
  stored.push(eventOf(1), eventOf(2));
  const reading = feed.catchUp(2);
  feed.close();
  feed.push([eventOf(1)]);
  await reading;
  assert.deepEqual(delivered, []);
});
