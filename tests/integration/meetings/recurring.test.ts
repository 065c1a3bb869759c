import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { planDue } from '../../../src/modules/meetings/recurring/plan-due.ts';
import { normalizeRule } from '../../../src/modules/meetings/recurring/rule-text.ts';
import { nextOccurrence, occurrencesBetween } from '../../../src/modules/meetings/recurring/occurrences.ts';
import { fromWallText, toWallText } from '../../../src/core/time-zones.ts';
import { type Client, eventually } from '../../support/client.ts';
import { fromNow, type MeetingScene, type Owner, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

const dayMs = 86_400_000;
const daily = { title: 'Stand-up', rrule: 'FREQ=DAILY', timezone: 'Europe/Berlin', durationMinutes: 15 };

interface Recurring {
  id: string;
  rrule: string;
  nextAt: string | null;
  settings: Record<string, unknown>;
}

interface Planned {
  meetingId: string;
  title: string;
  scheduledAt: string;
  recurringId: string | null;
  durationMinutes: number;
  settings: { waitingRoom: boolean };
}

async function make({ client }: Owner, wish: object = {}): Promise<Recurring> {
  const { status, body } = await client.call<Recurring>('POST', '/v1/recurring', { ...daily, startsAt: fromNow(3_600_000), ...wish });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

/** At a time that there is on every day, also when the clocks are put. */
function tomorrowAt(clock: string): string {
  const tomorrow = toWallText(daily.timezone, Date.now() + dayMs).slice(0, 8);
  return new Date(fromWallText(daily.timezone, `${tomorrow}T${clock}`)).toISOString();
}

async function planned(client: Client): Promise<Planned[]> {
  return (await client.call<{ meetings: Planned[] }>('GET', '/v1/meetings/scheduled?limit=100')).body.meetings;
}

for (const [timezone, change] of [['Europe/Berlin', '2026-10-25'], ['America/New_York', '2026-11-01'], ['Europe/Berlin', '2027-03-28']] as const) {
  test(`every occurrence is at the same local time when the clocks are put: ${timezone}, ${change}`, () => {
    const start = new Date(Date.parse(`${change}T13:30:00Z`) - 5 * dayMs);
    const rule = { rrule: 'FREQ=DAILY', startsAt: start, timezone };
    const found = occurrencesBetween(rule, new Date(start.getTime() - 1), new Date(start.getTime() + 10 * dayMs + 3_700_000));
    assert.ok(found.length >= 10);
    const clocks = new Set(found.map((at) => toWallText(timezone, at.getTime()).slice(8)));
    assert.equal(clocks.size, 1);
    const utc = new Set(found.map((at) => at.toISOString().slice(11)));
    assert.equal(utc.size, 2, 'In UTC they are at two times.');
  });
}

test('rules that are none, contradict themselves, never fire or fire too often are refused in a sentence', async () => {
  const wrong = [
    ...['', 'X', 'FREQ=HOURLY', 'FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;COUNT=0', 'FREQ=DAILY;FOO=1', 'FREQ=DAILY;FREQ=DAILY'],
    ...['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300'],
    ...['FREQ=DAILY;UNTIL=20200101T000000Z', 'FREQ=DAILY;UNTIL=20261399', 'FREQ=DAILY;UNTIL=20991399T000000Z', 'FREQ=DAILY;COUNT=3;UNTIL=20990101', 'FREQ=WEEKLY;BYMONTHDAY=3'],
    ...['FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2,3,4,5,6,7,8', 'FREQ=DAILY\nEXDATE:20261123T090000Z', 'FREQ=DAILY;BYDAY=', 'FREQ=DAILY;BYMONTHDAY=32'],
    ...['FREQ=DAILY;__proto__=1', 'FREQ=DAILY;constructor=1', `FREQ=DAILY;BYHOUR=${'1,'.repeat(300)}1`],
  ];
  for (const rrule of wrong) {
    const started = performance.now();
    const { status, body } = await scene.client.call<{ detail: string }>('POST', '/v1/recurring', { ...daily, startsAt: fromNow(1_000), rrule });
    const isAllowed = rrule.startsWith('FREQ=DAILY;BYHOUR=1,1');
    assert.equal(status, isAllowed ? 201 : 400, `${rrule}: ${JSON.stringify(body)}`);
    assert.ok(performance.now() - started < 3_000, rrule);
  }
  for (const [path, wish] of [['/timezone', { timezone: 'Mars/Olympus' }], ['/timezone', { timezone: '+01:00' }], ['/startsAt', { startsAt: 'x' }], ['/startsAt', { startsAt: '0001-01-01T00:00:00Z' }]] as const) {
    const { status, body } = await scene.client.call<{ errors: { path: string }[] }>('POST', '/v1/recurring', { ...daily, startsAt: fromNow(1_000), ...wish });
    assert.deepEqual([status, body.errors[0]?.path], [400, path]);
  }
  assert.deepEqual((await scene.client.call('GET', '/v1/meetings/scheduled?limit=1')).status, 200);
});

test('what ends is written in UTC, and a day means all of it', () => {
  assert.equal(normalizeRule('rrule:freq=daily;until=20261224', 'Europe/Berlin'), 'FREQ=DAILY;UNTIL=20261224T225959Z');
  assert.equal(normalizeRule('FREQ=DAILY;UNTIL=20260701T090000', 'America/New_York'), 'FREQ=DAILY;UNTIL=20260701T130000Z');
  const rule = { rrule: 'FREQ=DAILY;COUNT=2', startsAt: new Date('2026-11-22T09:00:00Z'), timezone: 'UTC' };
  assert.equal(nextOccurrence(rule, new Date('2026-11-23T09:00:00Z')), null);
  assert.equal(nextOccurrence(rule, new Date('2026-11-22T09:00:00Z'))?.toISOString(), '2026-11-23T09:00:00.000Z');
});

test('occurrences of the next two weeks are scheduled meetings', async () => {
  const owner = await scene.newOwner();
  const recurring = await make(owner, { settings: { waitingRoom: true } });
  assert.equal(Object.keys(recurring.settings).length, 5);
  const meetings = await planned(owner.client);
  assert.ok(meetings.length >= 13 && meetings.length <= 15, String(meetings.length));
  assert.equal(meetings[0]?.scheduledAt, recurring.nextAt);
  for (const meeting of meetings) {
    assert.deepEqual([meeting.title, meeting.durationMinutes, meeting.recurringId, meeting.settings.waitingRoom], ['Stand-up', 15, recurring.id, true]);
  }
  // Whoever plans again, or at the same time, finds nothing left to do.
  await scene.startWorker();
  await scene.startWorker();
  await scene.database.sql`update recurring_meetings set planned_until = now() where id = ${recurring.id}`;
  await eventually(async () => {
    const [row] = await scene.database.sql`select planned_until > now() + interval '13 days' as is_planned from recurring_meetings where id = ${recurring.id}`;
    assert.equal(row?.['is_planned'], true);
  }, 20_000);
  assert.deepEqual((await planned(owner.client)).map(({ meetingId }) => meetingId), meetings.map(({ meetingId }) => meetingId));
});

for (const clock of ['120000', '234000']) test(`a change of all leaves alone what was changed by itself, and keeps addresses: at ${clock}`, async () => {
  const owner = await scene.newOwner();
  // Half an hour later than 23:40 is on the next day.
  const recurring = await make(owner, { startsAt: tomorrowAt(clock) });
  const [first, second, third, ...rest] = await planned(owner.client);
  assert.ok(first && second && third);
  const movedTo = new Date(Date.parse(second.scheduledAt) + 60_000).toISOString();
  await owner.client.call('PATCH', `/v1/meetings/${second.meetingId}`, { scheduledAt: movedTo });
  const startsAt = new Date(Date.parse(first.scheduledAt) + 1_800_000).toISOString();
  const changed = await owner.client.call<Recurring>('PATCH', `/v1/recurring/${recurring.id}`, { title: 'Later', startsAt });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  const now = await planned(owner.client);
  assert.deepEqual(new Set(now.map(({ meetingId }) => meetingId)).size, rest.length + 3);
  const byId = new Map(now.map((meeting) => [meeting.meetingId, meeting]));
  assert.deepEqual([byId.get(second.meetingId)?.title, byId.get(second.meetingId)?.scheduledAt], ['Stand-up', movedTo]);
  for (const { meetingId, scheduledAt } of [first, third, ...rest]) {
    assert.equal(byId.get(meetingId)?.title, 'Later');
    assert.equal(Date.parse(byId.get(meetingId)?.scheduledAt ?? '') - Date.parse(scheduledAt), 1_800_000, scheduledAt);
  }
  // Another day of the week each: what the rule has no time for is cancelled, but not what was moved.
  const weekly = await owner.client.call('PATCH', `/v1/recurring/${recurring.id}`, { rrule: 'FREQ=DAILY;INTERVAL=7' });
  assert.equal(weekly.status, 200);
  const left = (await planned(owner.client)).filter(({ meetingId }) => meetingId !== second.meetingId);
  assert.ok(left.length >= 2 && left.length <= 3, String(left.length));
  assert.ok((await planned(owner.client)).some(({ meetingId }) => meetingId === second.meetingId));
});

test('one that was cancelled does not come back', async () => {
  const owner = await scene.newOwner();
  const recurring = await make(owner, { startsAt: tomorrowAt('120000') });
  const [first, ...others] = await planned(owner.client);
  assert.ok(first);
  const { body } = await owner.client.call<{ adminToken: string }>('POST', `/v1/meetings/${first.meetingId}/admin-token`);
  assert.equal((await owner.client.call('DELETE', `/v1/meetings/${first.meetingId}`, undefined, { 'x-admin-token': body.adminToken })).status, 200);
  const startsAt = new Date(Date.parse(first.scheduledAt) + 60_000).toISOString();
  assert.equal((await owner.client.call('PATCH', `/v1/recurring/${recurring.id}`, { startsAt })).status, 200);
  assert.deepEqual((await planned(owner.client)).map(({ meetingId }) => meetingId).slice(0, others.length), others.map(({ meetingId }) => meetingId));
});

test('what recurs is listed, read and ended by its workspace alone', async () => {
  const [owner, stranger] = [await scene.newOwner(), await scene.newOwner()];
  const [one, two] = [await make(owner), await make(owner, { rrule: 'FREQ=WEEKLY;COUNT=2' })];
  const list = await owner.client.call<{ recurring: Recurring[]; nextCursor: string }>('GET', '/v1/recurring?limit=1');
  assert.deepEqual(list.body.recurring.map(({ id }) => id), [two.id]);
  const rest = await owner.client.call<{ recurring: Recurring[]; nextCursor: null }>('GET', `/v1/recurring?limit=1&cursor=${list.body.nextCursor}`);
  assert.deepEqual([rest.body.recurring.map(({ id }) => id), rest.body.nextCursor], [[one.id], null]);
  assert.deepEqual((await owner.client.call('GET', `/v1/recurring/${one.id}`)).body, one);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? {} : undefined;
    assert.equal((await stranger.client.call(method, `/v1/recurring/${one.id}`, body)).status, 404, method);
  }
  assert.equal((await owner.client.call('DELETE', `/v1/recurring/${one.id}`)).status, 204);
  assert.equal((await owner.client.call('DELETE', `/v1/recurring/${one.id}`)).status, 404);
  assert.equal((await planned(owner.client)).every(({ recurringId }) => recurringId === two.id), true);
});

test('a rule that fires next in a year of five digits keeps nobody else’s meetings from being planned', async () => {
  const owner = await scene.newOwner();
  const startsAt = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 10, 24, 12));
  const day = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][startsAt.getUTCDay()];
  const rrule = `FREQ=YEARLY;INTERVAL=996;BYMONTH=11;BYMONTHDAY=24;BYDAY=${day}`;
  assert.equal(nextOccurrence({ rrule, startsAt, timezone: 'UTC' }, startsAt), null);
  const { id } = await make(owner, { rrule, startsAt: startsAt.toISOString(), timezone: 'UTC' });
  const later = await make(owner);
  const { db, sql } = scene.database;
  // The first has been, and its plan is the shortest of all.
  await sql`update recurring_meetings set planned_until = '2001-01-01', starts_at = ${startsAt.toISOString()}, next_at = '2001-01-01' where id = ${id}`;
  await sql`update recurring_meetings set planned_until = '2002-01-01', next_at = now() where id = ${later.id}`;
  await planDue({ db });
  const rows = await sql<{ planned: boolean }[]>`select planned_until > now() as planned from recurring_meetings where id in (${id}, ${later.id})`;
  assert.deepEqual(rows.map(({ planned: isPlanned }) => isPlanned), [true, true]);
});
