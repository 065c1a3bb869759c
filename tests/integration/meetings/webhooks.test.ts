import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, eventually } from '../../support/client.ts';
import { type EventsStack, startEventsStack } from '../../support/events-stack.ts';
import type { MadeMeeting } from '../../support/meetings.ts';
import { joinRoom } from '../../support/participants.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { openStoredRecordings } from '../../support/stored-recordings.ts';

let stack: EventsStack;
let receiver: Receiver;
before(async () => {
  stack = await startEventsStack();
  receiver = await startReceiver();
});
after(async () => {
  await receiver.close();
  await stack.stop();
});

test('customers are told of a meeting, and of the people in it by its id', async () => {
  const owner = createClient(stack.api);
  assert.equal((await owner.call('POST', '/v1/webhooks', { url: receiver.url, events: ['*'] })).status, 201);
  const { body: meeting } = await owner.call<MadeMeeting>('POST', '/v1/meetings', { title: 'Told' });
  const path = `/v1/meetings/${meeting.meetingId}`;
  const { body: joined } = await createClient(stack.api, {}).call<{ token: string; url: string }>('POST', `${path}/join`, { name: 'Ann' });
  const ann = await joinRoom(joined.token, joined.url);
  await eventually(async () => {
    assert.equal((await owner.call('GET', path)).body['participantCount'], 1);
  }, 10_000);
  const host = createClient(stack.api, { 'x-admin-token': meeting.adminToken });
  assert.equal((await host.call('DELETE', path)).status, 200);
  await ann.untilOut(5_000);
  await eventually(async () => {
    const ofMeeting = receiver.received.map(({ body }) => body as typeof body & { meetingId: string | null });
    const names = new Set(ofMeeting.map(({ event }) => event));
    for (const name of ['meeting_started', 'participant_joined', 'participant_left', 'meeting_ended']) assert.ok(names.has(name), name);
    for (const { event, meetingId } of ofMeeting) assert.equal(meetingId, meeting.meetingId, event);
    const ended = ofMeeting.find(({ event }) => event === 'meeting_ended')?.data as Record<string, unknown> | undefined;
    assert.deepEqual([ended?.['title'], ended?.['peakParticipants'], ended?.['costUsd']], ['Told', 1, '0.0000']);
    assert.equal((ended?.['meeting'] as MadeMeeting | undefined)?.meetingId, meeting.meetingId);
  }, 10_000);
});

test('its host downloads its recordings by the admin token', async () => {
  const owner = createClient(stack.api);
  const create = async () => (await owner.call<MadeMeeting>('POST', '/v1/meetings', {})).body;
  const [meeting, other] = [await create(), await create()];
  const stored = await openStoredRecordings(stack.api);
  const recordingId = await stored.add(Buffer.from('film'), { roomId: meeting.meetingId });
  await stored.close();
  const download = (adminToken: string) => createClient(stack.api, { 'x-admin-token': adminToken }).call('GET', `/v1/recordings/${recordingId}/download`);
  assert.deepEqual([(await download(meeting.adminToken)).status, (await download(other.adminToken)).status], [200, 403]);
});
