import { AppError } from '../../../core/errors.ts';
import type { RateLimiter } from '../../../http/rate-limits/rate-limiter.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type MeetingCaller, participantIdOf } from '../meeting-caller.ts';
import { updatePerson } from '../people/repository.ts';
import { mutesOfAudio } from './carry-out-mutes.ts';
import { takePart } from './take-part.ts';
import { meetingMutes } from './tables.ts';

type Deps = Pick<MeetingsDeps, 'db' | 'fanout'>;

/** What somebody says of themselves. */
export interface MediaChange {
  isMuted?: boolean;
  isVideoOff?: boolean;
  isScreenSharing?: boolean;
}

/** Writes what somebody does with their microphone, camera or screen, and tells everybody. */
export async function setMedia(deps: Deps, caller: MeetingCaller, { isMuted, isVideoOff, isScreenSharing }: MediaChange): Promise<void> {
  const change = {
    ...(isMuted === undefined ? {} : { isMuted }),
    ...(isVideoOff === undefined ? {} : { isVideoOff }),
    ...(isScreenSharing === undefined ? {} : { isScreenSharing }),
  };
  if (Object.keys(change).length > 0) await changeOneself(deps, caller, change);
}

/** Raises or lowers somebody's hand, so often a minute as the limit says; then a 429. */
export async function raiseHand(
  deps: Deps & { rateLimiter: RateLimiter },
  caller: MeetingCaller,
  { isHandRaised }: { isHandRaised: boolean },
): Promise<void> {
  const subject = JSON.stringify([caller.workspaceId, caller.meetingId, participantIdOf(caller)]);
  const taken = await deps.rateLimiter.take('handRaise', subject);
  if (taken !== 'unlimited' && !taken.allowed) {
    const retryAfter = String(taken.resetSeconds);
    throw new AppError('rate-limited', `Too many raised hands. Try again in ${retryAfter} seconds.`, { headers: { 'retry-after': retryAfter } });
  }
  await changeOneself(deps, caller, { isHandRaised });
}

async function changeOneself(deps: Deps, caller: MeetingCaller, change: MediaChange & { isHandRaised?: boolean }): Promise<void> {
  await takePart(deps, caller, async (tx, meeting, person, tell) => {
    const { participantId } = person;
    await updatePerson(tx, person, change);
    // What a host asked for before that must not mute them again.
    if (change.isMuted === false) await tx.delete(meetingMutes).where(mutesOfAudio(meeting.id, participantId));
    tell({ type: 'participant:updated', audience: 'everybody', data: { participantId, ...change } });
  });
}
