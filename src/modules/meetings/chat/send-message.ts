import { invalidField } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { type ActiveDeps, changeActive, speakerOf } from '../change-active.ts';
import type { MeetingCaller } from '../meeting-caller.ts';
import { insertMessage, isMessageOf } from './repository.ts';

export interface NewMessage {
  /** As in contracts/written-text.ts, up to 2,000 characters. */
  text: string;
  /** The id of the message that it answers. */
  replyTo?: string | null;
}

/** Says something to everybody in a meeting. A 400 when it answers a message that is not of this meeting. */
export async function sendMessage(
  deps: ActiveDeps,
  caller: MeetingCaller,
  { text, replyTo = null }: NewMessage,
): Promise<{ msgId: string }> {
  const { participantId, name } = speakerOf(caller);
  return changeActive(deps, caller, async (tx, { id: meetingId, workspaceId }, tell) => {
    if (replyTo !== null && !(await isMessageOf(tx, meetingId, replyTo))) {
      throw invalidField('/replyTo', 'There is no such message in this meeting.');
    }
    const message = { id: newId('msg'), meetingId, participantId, participantName: name, text, replyTo, createdAt: new Date() };
    await insertMessage(tx, workspaceId, message);
    const timestamp = message.createdAt.toISOString();
    const data = { msgId: message.id, from: participantId, name, text, timestamp, replyTo };
    tell({ type: 'chat:message', audience: 'everybody', data });
    return { msgId: message.id };
  });
}
