import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventName } from '../../../src/contracts/domain-events.ts';
import { newId } from '../../../src/core/ids.ts';
import { emitEvents } from '../../../src/platform/outbox/emit-events.ts';
import { joinGateway } from '../../support/gateway.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';

let scene: MeetingScene;
before(async () => {
  scene = await startMeetingScene();
  await scene.startWorker();
});
after(() => scene.close());

/** What the recordings and streams of a meeting's room tell. */
async function emit({ meetingId }: MadeMeeting, name: EventName, kind: 'recording' | 'stream', id: string): Promise<void> {
  const { workspaceId } = scene;
  const event = { key: `${name}:${id}`, name, workspaceId, roomId: meetingId, meetingId: null, at: new Date(), data: { [kind]: { [`${kind}Id`]: id } } };
  await scene.database.db.transaction((tx) => emitEvents(tx, [event]));
}

test('a recording is told once when it begins and once when it ends, whoever began it and however it ended', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann');
  const [first, second, never] = [newId('rec'), newId('rec'), newId('rec')];
  await emit(meeting, 'recording_started', 'recording', first);
  assert.deepEqual((await ann.next('recording:started')).data, { hostName: 'The host', recordingId: first });
  await emit(meeting, 'recording_stopped', 'recording', first);
  assert.deepEqual((await ann.next('recording:stopped')).data, { recordingId: first });
  // The next one runs already when the first is found to be lost, and one that never began has no end.
  await emit(meeting, 'recording_started', 'recording', second);
  await emit(meeting, 'recording_failed', 'recording', first);
  await emit(meeting, 'recording_failed', 'recording', never);
  await emit(meeting, 'recording_failed', 'recording', second);
  await ann.find(({ type, data }) => type === 'recording:stopped' && data['recordingId'] === second);
  await sleep(200);
  const told = ann.frames.filter(({ type }) => type.startsWith('recording:')).map(({ type, data }) => [type, data['recordingId']]);
  assert.deepEqual(told, [
    ['recording:started', first],
    ['recording:stopped', first],
    ['recording:started', second],
    ['recording:stopped', second],
  ]);
  await ann.close();
});

test('a stream likewise, and nothing is told of other rooms', async () => {
  const meeting = await createMeeting(scene, scene);
  const ann = await joinGateway(scene.server, meeting.meetingId, 'Ann');
  await emit({ ...meeting, meetingId: 'no-meeting' }, 'stream_started', 'stream', newId('st'));
  const id = newId('st');
  await emit(meeting, 'stream_started', 'stream', id);
  await emit(meeting, 'stream_stopped', 'stream', id);
  await ann.next('stream:stopped');
  assert.deepEqual(ann.frames.filter(({ type }) => type.startsWith('stream:')).map(({ type }) => type), ['stream:started', 'stream:stopped']);
  await ann.close();
});

test('a host records and streams also while nobody has connected to LiveKit', async () => {
  const meeting = await createMeeting(scene, scene);
  const host = await joinGateway(scene.server, meeting.meetingId, 'Host', { adminToken: meeting.adminToken });
  const unavailable = { 'recording:broadcast-started': 'recording-unavailable', 'stream:start': 'streaming-unavailable' };
  for (const [type, code] of Object.entries(unavailable)) {
    const answer = await host.ask(type, { url: 'rtmp://93.184.216.34/app/key' });
    // No recorder is needed to see that the room is there.
    assert.ok(answer.type === 'ack' || answer.data['code'] === code, JSON.stringify(answer));
  }
  assert.equal((await scene.client.call('GET', `/v1/rooms/${meeting.meetingId}`)).status, 200);
  await host.close();
  assert.equal((await meeting.host.call('DELETE', meeting.path)).status, 200);
});

test('a guest meeting is neither recorded nor streamed', async () => {
  const response = await fetch(`${scene.server.url}/v1/meetings/guest`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const { meetingId, adminToken } = (await response.json()) as MadeMeeting;
  const host = await joinGateway(scene.server, meetingId, 'Host', { adminToken });
  for (const [type, data] of [['recording:broadcast-started', {}], ['stream:start', { url: 'rtmp://live.example/app/key' }]] as const) {
    const answer = await host.ask(type, data);
    assert.deepEqual([answer.type, answer.data['status'], answer.data['code']], ['error', 403, 'forbidden']);
  }
  await host.close();
});
