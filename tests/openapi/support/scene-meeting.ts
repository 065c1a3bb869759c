import assert from 'node:assert/strict';
import { asParticipant, type Client, createClient } from '../../support/client.ts';
import type { TestServer } from '../../support/server.ts';
import { issueToken } from './issue-token.ts';

/** A meeting of the scene's owner. */
export interface SceneMeeting {
  meetingId: string;
  adminToken: string;
  /** Another, which is scheduled. */
  plannedId: string;
  templateId: string;
  recurringId: string;
  /** Calls with the admin token. */
  host: Client;
  /** The access tokens of one of the people in it, and of one of its hosts. */
  personToken: string;
  hostToken: string;
  /** Makes breakouts, unless there are some, and tells the id of one. */
  openBreakout(): Promise<string>;
  /** Makes a new poll and tells its id. */
  newPoll(): Promise<string>;
  /** An open poll of yes and no. */
  pollId: string;
  questionId: string;
  /** All that an outsider's call must leave as it is. */
  read(): Promise<unknown>;
}

export async function createSceneMeeting(server: TestServer): Promise<SceneMeeting> {
  const owner = createClient(server);
  const { meetingId, adminToken } = await make<SceneMeeting>(owner, '/v1/meetings', { title: 'as it was', waitingRoom: true, maxParticipants: 10_000 });
  const planned = await make<SceneMeeting>(owner, '/v1/meetings', { title: 'as it was', scheduledAt: '2999-01-01T00:00:00Z' });
  const { id: templateId } = await make<{ id: string }>(owner, '/v1/templates', { name: 'as it was' });
  const { id: recurringId } = await make<{ id: string }>(owner, '/v1/recurring', yearly);
  const path = `/v1/meetings/${meetingId}`;
  const host = createClient(server, { 'x-admin-token': adminToken });
  const personToken = await issueToken(owner, meetingId, 'pt_ann', 'participant');
  const hostToken = await issueToken(owner, meetingId, 'pt_host', 'host');
  const person = asParticipant(server, personToken);
  const newPoll = async () => (await make<{ pollId: string }>(host, `${path}/polls`, { question: 'Why?', type: 'yes_no' })).pollId;
  const { questionId } = await make<{ questionId: string }>(person, `${path}/questions`, { text: 'as it was' });
  const openBreakout = async () => {
    // A 409 when there are some.
    await host.call('POST', `${path}/breakouts`, { rooms: ['Red', 'Green'] });
    const { body } = await host.call<{ rooms: { id: string }[] }>('GET', `${path}/breakouts`);
    return body.rooms[0]?.id ?? '';
  };
  const plannedId = planned.meetingId;
  const read = async () => [(await owner.call('GET', path)).body, (await owner.call('GET', `/v1/meetings/${plannedId}`)).body];
  const ids = { meetingId, adminToken, plannedId, templateId, recurringId, questionId, pollId: await newPoll() };
  return { ...ids, host, personToken, hostToken, openBreakout, newPoll, read };
}

const yearly = { title: 'as it was', rrule: 'FREQ=YEARLY', startsAt: '2999-01-01T00:00:00Z', timezone: 'UTC', durationMinutes: 5 };

async function make<Made>({ call }: Client, path: string, wish: Record<string, unknown>): Promise<Made> {
  const { status, body } = await call<Made>('POST', path, wish);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
