import type { PollRequest } from '../../../contracts/polls.ts';
import { AppError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { type ActiveDeps, changeActive } from '../change-active.ts';
import { type MeetingCaller, requireHost } from '../meeting-caller.ts';
import { makeOptions } from './make-options.ts';
import { type PollView, toPollView } from './poll-view.ts';
import { countPolls, insertPoll } from './repository.ts';

/** They are listed whole. */
const pollsEach = 200;

/** Puts a question to everybody, as a host. A 409 when the meeting has had very many. */
export async function createPoll(
  deps: ActiveDeps,
  caller: MeetingCaller,
  request: PollRequest,
): Promise<PollView> {
  requireHost(caller);
  const { question, type } = request;
  const options = makeOptions(request);
  return changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    if ((await countPolls(tx, meetingId)) >= pollsEach) throw new AppError('conflict', `A meeting has at most ${pollsEach} polls.`);
    const poll = toPollView(await insertPoll(tx, { id: newId('poll'), meetingId, question, type, options }), []);
    tell({ type: 'poll:created', audience: 'everybody', data: poll });
    return poll;
  });
}
