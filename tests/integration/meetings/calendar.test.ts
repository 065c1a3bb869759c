import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from '../../support/client.ts';
import { createMeeting, fromNow, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
});
after(() => scene.close());

async function read(meetingId: string): Promise<string[]> {
  const { status, headers, body } = await createClient(scene.server, {}).call<string>('GET', `/v1/meetings/${meetingId}/calendar.ics`);
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'text/calendar; charset=utf-8');
  assert.ok(body.endsWith('\r\n'));
  const raw = body.slice(0, -2).split('\r\n');
  for (const line of raw) assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), line);
  return body.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
}

const valueOf = (lines: string[], name: string) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);

test('a scheduled meeting', async () => {
  const title = `Sync; with, Bob \\ “${'ünïcødé 👩‍👩‍👧 '.repeat(9)}” BEGIN:VEVENT`;
  const scheduledAt = '2999-01-02T03:04:05.000Z';
  const { meetingId } = await createMeeting(scene, scene, { title, scheduledAt, durationMinutes: 45 });
  const lines = await read(meetingId);
  assert.deepEqual([lines[0], lines.at(-1)], ['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  assert.equal(valueOf(lines, 'SUMMARY'), title.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`));
  assert.deepEqual([valueOf(lines, 'DTSTART'), valueOf(lines, 'DURATION'), valueOf(lines, 'STATUS')], ['29990102T030405Z', 'PT45M', 'CONFIRMED']);
  assert.equal(valueOf(lines, 'URL'), `${scene.server.url}/join/${meetingId}`);
  assert.equal(lines.filter((line) => line === 'BEGIN:VEVENT').length, 1);
});

test('a cancelled one says so; one that is not there is a 404', async () => {
  const meeting = await createMeeting(scene, scene, { scheduledAt: fromNow(60_000) });
  await meeting.host.call('DELETE', meeting.path);
  assert.equal(valueOf(await read(meeting.meetingId), 'STATUS'), 'CANCELLED');
  assert.equal((await scene.client.call('GET', '/v1/meetings/aaa-bbbb-ccc/calendar.ics')).status, 404);
});

test('a recurring one: its rule, its time zone, and what was moved or cancelled', async () => {
  const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3_600_000).toISOString();
  const wish = { title: 'Weekly', rrule: 'FREQ=DAILY;COUNT=9', startsAt, timezone: 'Europe/Berlin', durationMinutes: 30 };
  const { body } = await scene.client.call<{ id: string }>('POST', '/v1/recurring', wish);
  const list = await scene.client.call<{ meetings: { meetingId: string; recurringId: string; scheduledAt: string }[] }>('GET', '/v1/meetings/scheduled');
  const [first, second, third] = list.body.meetings.filter(({ recurringId }) => recurringId === body.id);
  assert.ok(first && second && third);
  await scene.client.call('PATCH', `/v1/meetings/${second.meetingId}`, { scheduledAt: fromNow(50 * 3_600_000) });
  const { body: host } = await scene.client.call<{ adminToken: string }>('POST', `/v1/meetings/${third.meetingId}/admin-token`);
  await createClient(scene.server, { 'x-admin-token': host.adminToken }).call('DELETE', `/v1/meetings/${third.meetingId}`);
  const lines = await read(first.meetingId);
  assert.equal(valueOf(lines, 'RRULE'), 'FREQ=DAILY;COUNT=9');
  assert.equal(valueOf(lines, 'TZID'), 'Europe/Berlin');
  assert.ok(lines.includes('TZOFFSETFROM:+0200') && lines.includes('TZOFFSETTO:+0100'));
  assert.equal(lines.filter((line) => line.startsWith('RECURRENCE-ID;TZID=Europe/Berlin:')).length, 8);
  assert.equal(lines.filter((line) => line.startsWith('EXDATE;TZID=Europe/Berlin:')).length, 1);
  assert.equal(new Set(lines.filter((line) => line.startsWith('UID:'))).size, 1);
});
