import type { ToldActivity } from '../../../src/contracts/room-activity.ts';
import type { Failure } from '../api/failure.ts';

/** More goes out of the room than the person was told at the door, so that they must be asked again. */
export class ConsentNeeded extends Error {
  override readonly name = 'ConsentNeeded';
  readonly activity: ToldActivity;

  constructor(activity: ToldActivity) {
    super('The person has not agreed yet.');
    this.activity = activity;
  }
}

/** Carries the Failure that kept a person out. */
export class JoinError extends Error {
  override readonly name = 'JoinError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.title);
    this.failure = failure;
  }
}
