import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { asParticipant, type Client, createClient, eventually } from '../../support/client.ts';
import { type EventsStack, startEventsStack } from '../../support/events-stack.ts';
import { comeAndBePutOut, joinRoom } from '../../support/participants.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';

let stack: EventsStack;
let backend: Client;
let receiver: Receiver;
let secret: string;

before(async () => {
  stack = await startEventsStack();
  backend = createClient(stack.api);
  receiver = await startReceiver();
  const { status, body } = await backend.call<{ secret: string }>('POST', '/v1/webhooks', { url: receiver.url });
  assert.equal(status, 201);
  secret = body.secret;
});
after(async () => {
  if (process.env.DEBUG_LOG) console.log(stack.worker.readLog(), stack.api.readLog());
  await receiver?.close();
  await stack?.stop();
});

/** Less than the 3 s for which one who is put out may hold up nobody else, and than the 10 s of the reconciler. */
const promptMs = 2_500;

async function join(roomId: string, userId: string, role = 'participant') {
  const { body } = await backend.call<{ token: string; url: string }>('POST', '/v1/token', { roomId, userId, name: userId, role });
  return { ...(await joinRoom(body.token, body.url)), token: body.token, url: body.url };
}

const eventsOf = (roomId: string) => receiver.received.filter(({ body }) => body.roomId === roomId);
const namesOf = (roomId: string) => eventsOf(roomId).map(({ body }) => body.event);

test('what happens in a room reaches the customer, signed, once, in order', async () => {
  const ann = await join('told', 'ann', 'host');
  await ann.publishTone();
  await eventually(async () => assert.ok(namesOf('told').includes('track_published')), 5_000);
  await ann.leave();
  await eventually(async () => assert.ok(namesOf('told').includes('participant_left')), 5_000);
  await backend.call('DELETE', '/v1/rooms/told');
  await eventually(async () => assert.ok(namesOf('told').includes('room_closed')), 5_000);
  assert.deepEqual(namesOf('told'), ['room_created', 'participant_joined', 'track_published', 'participant_left', 'room_closed']);
  for (const { headers, text, body } of eventsOf('told')) {
    new Webhook(secret).verify(text, headers as Record<string, string>);
    assert.equal(headers['webhook-id'], body.id);
    assert.equal(body.data.room?.name, 'told');
  }
  const [, joined, published] = eventsOf('told');
  assert.equal(joined?.body.data.participant?.identity, 'ann');
  assert.equal(published?.body.data.track?.type, 'AUDIO');
});

test('a removed person who comes back with the old token is out again at once', async () => {
  const host = await join('kicked', 'host', 'host');
  const eve = await join('kicked', 'eve');
  assert.equal((await backend.call('DELETE', '/v1/rooms/kicked/participants/eve')).status, 204);
  await eve.untilOut();
  await comeAndBePutOut(eve, promptMs);
  const later = await join('kicked', 'eve');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.equal((await backend.call('GET', '/v1/rooms/kicked/participants/eve')).status, 200, 'a later token lets in');
  await Promise.all([host.leave(), later.leave()]);
});

test('somebody who came back and left at once holds up nobody else', async () => {
  const ghost = await join('haunted', 'ghost');
  const host = await join('kicked-too', 'host', 'host');
  const eve = await join('kicked-too', 'eve');
  await backend.call('DELETE', '/v1/rooms/haunted/participants/ghost');
  await backend.call('DELETE', '/v1/rooms/kicked-too/participants/eve');
  await Promise.all([ghost.untilOut(), eve.untilOut()]);
  for (let round = 0; round < 3; round += 1) {
    const fleeting = await joinRoom(ghost.token, ghost.url);
    await fleeting.leave();
    await comeAndBePutOut(eve, promptMs);
  }
  await host.leave();
});

test('a demoted person who comes back with the old token gets the new grants at once', async () => {
  const host = await join('demoted', 'host', 'host');
  const ann = await join('demoted', 'ann', 'moderator');
  assert.equal((await backend.call('PATCH', '/v1/rooms/demoted/participants/ann', { role: 'viewer' })).status, 200);
  await ann.leave();
  const again = await joinRoom(ann.token, ann.url);
  await eventually(async () => {
    const { body } = await backend.call<{ permission: { canPublish: boolean } }>('GET', '/v1/rooms/demoted/participants/ann');
    assert.equal(body.permission.canPublish, false);
  }, promptMs);
  assert.equal((await asParticipant(stack.api, ann.token).call('POST', '/v1/rooms/demoted/mute-all', {})).status, 403);
  await Promise.all([host.leave(), again.leave()]);
});

test('a deleted room that an old token opens again is closed again', async () => {
  const ann = await join('deleted', 'ann', 'host');
  assert.equal((await backend.call('DELETE', '/v1/rooms/deleted')).status, 204);
  await ann.untilOut();
  await comeAndBePutOut(ann, promptMs);
  await eventually(async () => assert.equal((await backend.call('GET', '/v1/rooms/deleted')).status, 404), promptMs);
});
