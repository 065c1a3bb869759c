import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { readConfig } from '../../../src/config/index.ts';
import { AppError } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import { createDeps, type Deps } from '../../../src/deps.ts';
import { admit, closeGatewayStay, deny, joinMeeting, type MeetingCaller, openGatewayStay, sweepPresence, type Visitor } from '../../../src/modules/meetings/index.ts';
import { kick } from '../../../src/modules/meetings/people/kick.ts';
import { createInvite } from '../../../src/modules/meetings/admission/create-invite.ts';
import { gatewayProcesses, gatewayStays, meetingCredentials, meetingPeople, meetings } from '../../../src/modules/meetings/tables.ts';
import { eventsOf } from '../../support/meeting-people.ts';
import { createMeeting, type MadeMeeting, type MeetingScene, startMeetingScene } from '../../support/meetings.ts';
import { type Act, act, type Brought, happen, isSeated, newModel, people } from './support/admission-model.ts';

let scene: MeetingScene;
let deps: Deps;
before(async () => {
  scene = await startMeetingScene();
  deps = createDeps(readConfig({ ...scene.server.env, LOG_LEVEL: 'silent' }));
});
after(async () => {
  await deps.close();
  await scene.close();
});

/** A meeting to which the same few people come, each with a cookie of their own. */
class Door {
  readonly made: MadeMeeting;
  readonly host: MeetingCaller;
  readonly processId = newId('gw');
  readonly usedInvite: string;
  private readonly guests = Array.from({ length: people }, () => `guest:${newId('cookie')}`);

  private constructor(made: MadeMeeting, host: MeetingCaller, usedInvite: string) {
    this.made = made;
    this.host = host;
    this.usedInvite = usedInvite;
  }

  static async open(): Promise<Door> {
    const made = await createMeeting(scene, scene, { maxParticipants: 2 });
    const { workspaceId } = scene;
    const host = { workspaceId, meetingId: made.meetingId, participantId: null, name: null, role: 'host', isHost: true } as const;
    const { inviteToken } = await createInvite(deps.meetings, host, null);
    await scene.database.sql`update meeting_invites set used_at = now(), used_by = 'pt_other' where meeting_id = ${made.meetingId}`;
    return new Door(made, host, inviteToken);
  }

  /** Has something happen. @returns what the model does. */
  async happen(event: Act): Promise<string> {
    try {
      return (await this.attempt(event)) ?? 'ok';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  private async attempt(event: Act): Promise<string | void> {
    const { meetings: using } = deps;
    const { host, made } = this;
    if (event.kind === 'set') {
      const { kind: _, ...settings } = event;
      return void (await using.db.update(meetings).set(settings).where(eq(meetings.id, made.meetingId)));
    }
    if (event.kind === 'wait a minute') return this.waitAMinute();
    if (event.kind === 'crash') return this.crash();
    if (event.kind === 'join') return this.join(event.who, event.brings);
    const person = await this.find(event.who);
    if (event.kind === 'kick') return kick(using, host, person?.participantId ?? 'pt_nobody');
    if (event.kind === 'admit' || event.kind === 'deny') return (event.kind === 'admit' ? admit : deny)(using, host, person?.waitingId ?? 'wait_none');
    const caller = { ...host, participantId: person?.participantId ?? 'pt_nobody', role: 'participant', isHost: false } as const;
    if (event.kind === 'connect') return openGatewayStay(using, caller, newId('stay'), this.processId);
    const isOpen = and(eq(gatewayStays.meetingId, made.meetingId), eq(gatewayStays.participantId, caller.participantId), isNull(gatewayStays.leftAt));
    for (const { id } of await using.db.select().from(gatewayStays).where(isOpen)) await closeGatewayStay(using, made.meetingId, id);
  }

  private async join(who: number, brings: Brought): Promise<string> {
    const visitor: Visitor = { principal: null, guest: this.guests[who] ?? '', isNewGuest: false, holder: null, waitingTokenHash: null };
    const answer = await joinMeeting(deps.meetings, this.made.meetingId, visitor, { name: `Person ${who}`, ...(await this.tokens(brings)) });
    return answer.status === 'waiting' ? 'waiting' : 'ok';
  }

  private async tokens(brings: Brought) {
    const { adminToken } = this.made;
    if (brings === 'admin token') return { adminToken };
    if (brings === 'wrong admin token') return { adminToken: `${adminToken}x` };
    if (brings === 'invite') return { inviteToken: (await createInvite(deps.meetings, this.host, null)).inviteToken };
    return brings === 'used invite' ? { inviteToken: this.usedInvite } : {};
  }

  /** All that was written is a minute older then. */
  private async waitAMinute(): Promise<void> {
    const { meetingId } = this.made;
    await scene.database.sql`
      update meeting_people set seat_until = seat_until - interval '61 seconds', held_until = held_until - interval '61 seconds' where meeting_id = ${meetingId}`;
    await scene.database.sql`update gateway_stays set joined_at = joined_at - interval '61 seconds' where meeting_id = ${meetingId}`;
  }

  private async crash(): Promise<void> {
    const seenAt = sql`now() - interval '20 seconds'`;
    await deps.meetings.db.update(gatewayProcesses).set({ seenAt }).where(eq(gatewayProcesses.id, this.processId));
    await sweepPresence(deps.meetings);
  }

  private async find(who: number) {
    return (await this.readPeople())[who];
  }

  /** By number; undefined who was never let near. */
  async readPeople() {
    const isTheirs = and(eq(meetingCredentials.meetingId, meetingPeople.meetingId), eq(meetingCredentials.participantId, meetingPeople.participantId));
    const hasSeat = sql<boolean>`${meetingPeople.state} = 'admitted' and coalesce(${meetingPeople.seatUntil} > now(), false)`;
    const { participantId, waitingId, state, presentSince, role } = meetingPeople;
    const rows = await deps.meetings.db
      .select({ participantId, waitingId, state, presentSince, role, hasSeat, credential: meetingCredentials.credential })
      .from(meetingPeople)
      .innerJoin(meetingCredentials, isTheirs)
      .where(eq(meetingPeople.meetingId, this.made.meetingId));
    return this.guests.map((guest) => rows.find(({ credential }) => credential === guest));
  }
}

/** Brings about the answers that need several things to happen to one person. */
const rare: Act[] = [
  { kind: 'set', hasWaitingRoom: true },
  { kind: 'join', who: 0, brings: 'nothing' },
  { kind: 'admit', who: 0 },
  { kind: 'deny', who: 0 },
  { kind: 'connect', who: 0 },
  { kind: 'kick', who: 0 },
  { kind: 'kick', who: 0 },
  { kind: 'join', who: 0, brings: 'admin token' },
  { kind: 'join', who: 1, brings: 'nothing' },
  { kind: 'deny', who: 1 },
  { kind: 'join', who: 1, brings: 'invite' },
];

test('whatever happens in whatever order, a meeting is what the model says', async () => {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 40 }), async (events) => {
      const door = await Door.open();
      const model = newModel();
      for (const [i, event] of events.entries()) {
        const expected = happen(model, event);
        codes.add(expected);
        const context = `${i}: ${JSON.stringify(event)}`;
        assert.equal(await door.happen(event), expected, context);
        const shown = (await door.readPeople()).map((person) => [person?.state ?? 'unknown', person?.hasSeat ?? false, (person?.presentSince ?? null) !== null]);
        assert.deepEqual(shown, model.people.map((person) => [person.state, isSeated(person), person.isPresent]), context);
      }
      await assertTold(door);
    }),
    { numRuns: 15, examples: [[rare]] },
  );
  const all = ['conflict', 'denied', 'forbidden', 'invalid-invite', 'kicked', 'meeting-full', 'meeting-locked', 'not-found', 'ok', 'waiting'];
  assert.deepEqual([...codes].toSorted(), all, 'each answer was tried');
});

test('the same at once: no seat too many, nobody comes back, and everything is told once', async () => {
  // Seats are not made fewer, which would leave more people than seats.
  const some = act.filter((event) => !(event.kind === 'set' && event.maxParticipants !== undefined));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(some, { minLength: 2, maxLength: 8 }), { minLength: 4, maxLength: 8 }), async (rounds) => {
      const door = await Door.open();
      const out = new Map<number, string>();
      for (const events of rounds) {
        await Promise.all(events.map((event) => door.happen(event)));
        const shown = await door.readPeople();
        assert.ok(shown.filter((person) => person?.hasSeat).length <= 2, 'no more people than seats');
        for (const [who, state] of out) assert.equal(shown[who]?.state, state, 'who was turned away stays out');
        for (const [who, person] of shown.entries()) {
          if (person?.state === 'denied' || person?.state === 'kicked') out.set(who, person.state);
          if (person?.presentSince) assert.ok(person.hasSeat);
        }
      }
      await assertTold(door);
    }),
    { numRuns: 15 },
  );
});

/** People come and leave in turn, and whoever waits is told once how it was decided. */
async function assertTold(door: Door): Promise<void> {
  const events = await eventsOf(scene, door.made);
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_, i) => i + 1));
  const decided = events.filter(({ audience }) => audience.startsWith('waiting:'));
  assert.equal(new Set(decided.map(({ audience }) => audience)).size, decided.length);
  const present = new Set<unknown>();
  for (const { type, data } of events) {
    const { participantId } = data;
    if (type === 'participant:joined') assert.ok(!present.has(participantId) && present.add(participantId));
    if (type === 'participant:left') assert.ok(present.delete(participantId));
  }
  const shown = (await door.readPeople()).filter((person) => person?.presentSince).map((person) => person?.participantId);
  assert.deepEqual([...present].toSorted(), shown.toSorted());
}
