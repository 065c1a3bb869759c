import { requireRecorderPrograms } from '../../../support/chromium.ts';
import { type Client, createClient } from '../../../support/client.ts';
import { type EventsStack, startEventsStack } from '../../../support/events-stack.ts';
import { type Receiver, startReceiver } from '../../../support/receiver.ts';
import { stopEncoders } from './ffmpeg.ts';

export interface Ingress {
  ingressId: string;
  url: string;
  streamKey: string;
  participantIdentity: string;
  ffmpeg: string;
  state: { status: string; error: string; resourceId: string };
}

/** Servers with an ingress whose events come to a customer's endpoint. */
export interface Studio {
  stack: EventsStack;
  owner: Client;
  receiver: Receiver;
  create(roomId: string, body?: object): Promise<Ingress>;
  /** One key as the list of its room shows it now. */
  read(roomId: string, ingressId: string): Promise<Ingress | undefined>;
  /** Who is in a room, with the kinds of their tracks. */
  people(roomId: string): Promise<Record<string, string[]>>;
  /** The events about ingress that came for a room, in order. */
  events(roomId: string): string[];
  stop(): Promise<void>;
}

export async function startStudio(): Promise<Studio> {
  await requireRecorderPrograms();
  const stack = await startEventsStack();
  await stack.servers.startIngress?.();
  const owner = createClient(stack.api);
  const receiver = await startReceiver();
  await owner.call('POST', '/v1/webhooks', { url: receiver.url, events: ['ingress_started', 'ingress_stopped'] });
  return {
    stack,
    owner,
    receiver,
    async create(roomId, body = {}) {
      const answer = await owner.call<Ingress>('POST', `/v1/rooms/${roomId}/ingress`, body);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    async read(roomId, ingressId) {
      const { body } = await owner.call<{ ingress: Ingress[] }>('GET', `/v1/rooms/${roomId}/ingress`);
      return body.ingress.find((ingress) => ingress.ingressId === ingressId);
    },
    people: (roomId) => listPeople(owner, roomId),
    events: (roomId) => receiver.received.filter(({ body }) => body.roomId === roomId).map(({ body }) => body.event),
    async stop() {
      await stopEncoders();
      await receiver.close();
      await stack.stop();
    },
  };
}

async function listPeople(owner: Client, roomId: string): Promise<Record<string, string[]>> {
  type People = { participants?: { identity: string; tracks: { type: string }[] }[] };
  const { body } = await owner.call<People>('GET', `/v1/rooms/${roomId}/participants`);
  const people = body.participants ?? [];
  return Object.fromEntries(people.map(({ identity, tracks }) => [identity, tracks.map(({ type }) => type).toSorted()]));
}
