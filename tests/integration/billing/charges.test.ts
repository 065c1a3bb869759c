import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dollars } from '../../../src/core/money.ts';
import {
  assertCanCreate,
  chargeMeeting,
  creditWorkspace,
  type EndedMeeting,
  findBalance,
  type Presence,
} from '../../../src/modules/billing/index.ts';
import { assertLedgerSums } from './support/ledger.ts';
import { createScene, type Owner, type Scene } from './support/scene.ts';

const start = Date.parse('2026-01-02T03:04:05.678Z');
const minutes = (count: number) => count * 60_000;
const enabled = { isEnabled: true };

let scene: Scene;
let meetings = 0;

before(async () => {
  scene = await createScene();
});
after(async () => {
  await assertLedgerSums(scene.database);
  await scene.close();
});

const was = (identity: string, from: number, to: number): Presence => ({
  identity,
  joinedAt: new Date(start + from),
  leftAt: new Date(start + to),
});

/** `people` were there for `ms`. */
function meetingOf({ workspaceId }: Owner, people: number, ms: number, change: Partial<EndedMeeting> = {}): EndedMeeting {
  const intervals = Array.from({ length: people }, (_, i) => was(`person ${i}`, 0, ms));
  return { workspaceId, meetingId: `mtg_${(meetings += 1)}`, title: 'Stand-up', intervals, ...change };
}

const charge = (meeting: EndedMeeting, policy = enabled) =>
  scene.database.db.transaction((tx) => chargeMeeting(tx, meeting, policy));

async function newOwner(amount: bigint): Promise<Owner> {
  const owner = await scene.newOwner();
  const { workspaceId } = owner;
  if (amount > 0n) await creditWorkspace(scene.database.db, { workspaceId, amount, description: 'A gift', requestId: workspaceId });
  return owner;
}

const balanceOf = ({ workspaceId }: Owner) => findBalance(scene.database.db, workspaceId);

async function lowEvents({ workspaceId }: Owner) {
  const rows = await scene.database.sql<{ data: Record<string, string>; meetingId: string }[]>`
    select data, meeting_id as "meetingId" from outbox where name = 'balance_low' and workspace_id = ${workspaceId} order by seq`;
  return [...rows];
}

test('a meeting costs minutes × peak × rate, and says so in the history', async () => {
  const owner = await newOwner(dollars(10));
  const intervals = [was('a', 0, minutes(30)), was('b', minutes(5), minutes(20)), was('b', minutes(10), minutes(15)), was('c', minutes(20), minutes(30) + 1)];
  const charged = await charge(meetingOf(owner, 0, 0, { intervals, title: 'Plans & more' }));
  // 1,800,001 ms × 2 × 40 / 60,000 = 2400.0013…
  assert.deepEqual(charged, { durationMs: 1_800_001, peak: 2, cost: 2_400n });
  const { body } = await owner.client.call<{ balance: string; transactions: Record<string, string>[] }>('GET', '/v1/billing/history');
  assert.equal(body.balance, '9.7600');
  const [entry] = body.transactions;
  assert.deepEqual([entry?.['type'], entry?.['amountUsd'], entry?.['balanceAfter']], ['meeting_charge', '-0.2400', '9.7600']);
  assert.equal(entry?.['description'], 'Meeting “Plans & more”: 30.00 min × 2 × $0.0040');
});

test('a meeting is charged once, whatever is known of it later', async () => {
  const owner = await newOwner(dollars(10));
  const meeting = meetingOf(owner, 2, minutes(10));
  const charges = await Promise.all(Array.from({ length: 10 }, () => charge(meeting)));
  assert.deepEqual(new Set(charges.map(({ cost }) => cost)), new Set([800n]));
  const later = await charge({ ...meeting, intervals: [was('late', 0, minutes(500))] });
  assert.deepEqual(later, { durationMs: minutes(500), peak: 1, cost: 800n });
  assert.equal(await balanceOf(owner), dollars(10) - 800n);
  // Nobody came: that is all it will ever cost.
  const empty = meetingOf(owner, 0, 0);
  assert.equal((await charge(empty)).cost, 0n);
  assert.equal((await charge({ ...empty, intervals: meeting.intervals })).cost, 0n);
  assert.equal(await balanceOf(owner), dollars(10) - 800n);
});

test('a charge that is undone with the end of its meeting leaves nothing behind', async () => {
  const owner = await newOwner(dollars(1));
  const meeting = meetingOf(owner, 2, minutes(200));
  const undone = scene.database.db.transaction(async (tx) => {
    await chargeMeeting(tx, meeting, enabled);
    throw new Error('The meeting did not end.');
  });
  await assert.rejects(undone, /did not end/);
  assert.deepEqual([await balanceOf(owner), await lowEvents(owner)], [dollars(1), []]);
  assert.equal((await charge(meeting)).cost, 16_000n);
  assert.equal(await balanceOf(owner), -6_000n);
});

test('guest meetings are free, and all are where billing is off', async () => {
  const owner = await newOwner(0n);
  const usage = { durationMs: minutes(60), peak: 3, cost: 0n };
  assert.deepEqual(await charge(meetingOf(owner, 3, minutes(60), { isGuest: true })), usage);
  assert.deepEqual(await charge(meetingOf(owner, 3, minutes(60)), { isEnabled: false }), usage);
  await assertCanCreate(scene.database.db, owner.workspaceId, { isEnabled: false });
  assert.equal(await balanceOf(owner), 0n);
});

test('at or below zero no meeting is made; with the least amount one is', async () => {
  const { db } = scene.database;
  const isRefused = { code: 'insufficient-credits', status: 402 };
  const owner = await newOwner(0n);
  await assert.rejects(assertCanCreate(db, owner.workspaceId, enabled), isRefused);
  await creditWorkspace(db, { workspaceId: owner.workspaceId, amount: 1n, description: '', requestId: 'the least' });
  await assertCanCreate(db, owner.workspaceId, enabled);
  await charge(meetingOf(owner, 1, minutes(60)));
  assert.equal(await balanceOf(owner), -2_399n);
  await assert.rejects(assertCanCreate(db, owner.workspaceId, enabled), isRefused);
});

test('the owner is told below $2.00, once until something comes in', async () => {
  const owner = await newOwner(20_040n);
  await charge(meetingOf(owner, 1, minutes(1)));
  assert.deepEqual(await lowEvents(owner), [], '$2.00 is not below $2.00');
  const low = meetingOf(owner, 1, minutes(1));
  await charge(low);
  const data = { balance: '1.9960', currency: 'USD', threshold: '2.0000' };
  assert.deepEqual(await lowEvents(owner), [{ data, meetingId: low.meetingId }]);
  await Promise.all(Array.from({ length: 5 }, () => charge(meetingOf(owner, 1, minutes(1)))));
  assert.equal((await lowEvents(owner)).length, 1);
  await creditWorkspace(scene.database.db, { workspaceId: owner.workspaceId, amount: dollars(1), description: '', requestId: 'more' });
  await Promise.all(Array.from({ length: 5 }, () => charge(meetingOf(owner, 1, minutes(100)))));
  assert.equal((await lowEvents(owner)).length, 2);
});
