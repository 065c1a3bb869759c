import * as fc from 'fast-check';

/** What somebody brings to the door. */
export type Brought = 'nothing' | 'admin token' | 'wrong admin token' | 'invite' | 'used invite';

/** One thing that happens to a meeting; `who` is one of its people. */
export type Act =
  | { kind: 'join'; who: number; brings: Brought }
  | { kind: 'admit' | 'deny' | 'kick' | 'connect' | 'leave'; who: number }
  | { kind: 'set'; isLocked?: boolean; hasWaitingRoom?: boolean; maxParticipants?: number }
  | { kind: 'wait a minute' }
  | { kind: 'crash' };

export const people = 5;

const who = fc.integer({ min: 0, max: people - 1 });
const brings = fc.oneof({ weight: 4, arbitrary: fc.constant<Brought>('nothing') }, { weight: 3, arbitrary: fc.constantFrom<Brought>('admin token', 'wrong admin token', 'invite', 'used invite') });

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('join' as const), who, brings }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('admit' as const, 'connect' as const, 'leave' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('deny' as const, 'kick' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('set' as const), isLocked: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('set' as const), hasWaitingRoom: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), maxParticipants: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ kind: 'wait a minute' }, { kind: 'crash' }) },
);

export interface ModelPerson {
  state: 'unknown' | 'waiting' | 'admitted' | 'denied' | 'kicked';
  hasWaited: boolean;
  isHeld: boolean;
  isPresent: boolean;
}

/** What a meeting should be, said as simply as can be. */
export interface Model {
  isLocked: boolean;
  hasWaitingRoom: boolean;
  maxParticipants: number;
  people: ModelPerson[];
}

export function newModel(): Model {
  return { isLocked: false, hasWaitingRoom: false, maxParticipants: 2, people: Array.from({ length: people }, newStranger) };
}

const newStranger = (): ModelPerson => ({ state: 'unknown', hasWaited: false, isHeld: false, isPresent: false });

export const isSeated = ({ state, isHeld, isPresent }: ModelPerson) => state === 'admitted' && (isHeld || isPresent);

const isFull = (model: Model) => model.people.filter(isSeated).length >= model.maxParticipants;

/** Lets something happen. @returns what is answered: `ok`, `waiting`, or the code of an error. */
export function happen(model: Model, event: Act): string {
  if (event.kind === 'set') {
    const { kind: _, ...settings } = event;
    Object.assign(model, settings);
    return 'ok';
  }
  if (event.kind === 'wait a minute') for (const person of model.people) person.isHeld = false;
  if (event.kind === 'crash') for (const person of model.people) person.isPresent = false;
  if (!('who' in event)) return 'ok';
  const person = model.people[event.who];
  if (!person) throw new Error('There is nobody of this number.');
  switch (event.kind) {
    case 'join':
      return join(model, person, event.brings);
    case 'connect':
      return connect(model, person);
    case 'leave':
      person.isPresent = false;
      return 'ok';
    case 'kick':
      if (person.state !== 'admitted' && person.state !== 'kicked') return 'not-found';
      Object.assign(person, { state: 'kicked', isHeld: false, isPresent: false });
      return 'ok';
    default:
      return decide(model, person, event.kind === 'admit' ? 'admitted' : 'denied');
  }
}

function join(model: Model, person: ModelPerson, brought: Brought): string {
  if (person.state === 'kicked' || person.state === 'denied') return person.state;
  if (brought === 'wrong admin token') return 'forbidden';
  if (brought === 'used invite') return 'invalid-invite';
  if (brought === 'nothing') {
    const isAtDoor = model.hasWaitingRoom && person.state === 'waiting';
    if (model.isLocked && !isSeated(person) && !isAtDoor) return 'meeting-locked';
    if (model.hasWaitingRoom && person.state !== 'admitted') {
      Object.assign(person, { state: 'waiting', hasWaited: true });
      return 'waiting';
    }
  }
  return seat(model, person);
}

function seat(model: Model, person: ModelPerson): string {
  if (!isSeated(person) && isFull(model)) return 'meeting-full';
  Object.assign(person, { state: 'admitted', isHeld: true });
  return 'ok';
}

function connect(model: Model, person: ModelPerson): string {
  if (person.state === 'kicked' || person.state === 'denied') return person.state;
  if (person.state !== 'admitted') return 'forbidden';
  if (!isSeated(person) && isFull(model)) return 'meeting-full';
  Object.assign(person, { isHeld: false, isPresent: true });
  return 'ok';
}

function decide(model: Model, person: ModelPerson, decision: 'admitted' | 'denied'): string {
  if (!person.hasWaited) return 'not-found';
  if (person.state === decision) return 'ok';
  if (person.state !== 'waiting') return 'conflict';
  if (decision === 'admitted') return seat(model, person);
  person.state = 'denied';
  return 'ok';
}
