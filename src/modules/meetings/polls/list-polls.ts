import type { MeetingsDeps } from '../deps.ts';
import { getMeeting } from '../get-meeting.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { type PollView, toPollView } from './poll-view.ts';
import { countVotes, findPolls } from './repository.ts';

/** The polls of a meeting and how they stand, in the order in which they were made. */
export async function listPolls({ db }: Pick<MeetingsDeps, 'db'>, caller: MeetingCaller): Promise<PollView[]> {
  const { id } = await getMeeting(db, caller);
  const polls = await findPolls(db, id);
  const votes = Map.groupBy(await countVotes(db, polls.map((poll) => poll.id)), ({ pollId }) => pollId);
  return polls.map((poll) => toPollView(poll, votes.get(poll.id) ?? []));
}
