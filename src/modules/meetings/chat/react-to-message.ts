import { AppError, notFound } from '../../../core/errors.ts';
import type { Transaction } from '../../../platform/db/client.ts';
import { type ActiveDeps, changeActive, speakerOf } from '../change-active.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { requireEmoji } from './emoji.ts';
import { type ChatReaction, countReactions, insertReaction, isMessageOf } from './repository.ts';

/** How many different emoji one person may put on one message. */
const emojiEach = 20;

/** Puts an emoji on a message; a repetition changes nothing. A 404 when the message is not of this meeting. */
export async function reactToMessage(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { msgId, emoji }: { msgId: string; emoji: string },
): Promise<void> {
  const { participantId } = speakerOf(caller);
  requireEmoji(emoji);
  await changeActive(deps, caller, async (tx, { id: meetingId }, tell) => {
    if (!(await isMessageOf(tx, meetingId, msgId))) throw notFound('Message');
    const isNew = await addReaction(tx, { messageId: msgId, participantId, emoji });
    if (isNew) tell({ type: 'chat:react', audience: 'everybody', data: { msgId, participantId, emoji } });
  });
}

async function addReaction(tx: Transaction, reaction: ChatReaction): Promise<boolean> {
  const isNew = await insertReaction(tx, reaction);
  if (isNew && (await countReactions(tx, reaction)) > emojiEach) {
    throw new AppError('conflict', `One person may put ${emojiEach} different emoji on a message.`);
  }
  return isNew;
}
