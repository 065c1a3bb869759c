import type { RoomActivity, ToldActivity } from '../../../src/contracts/room-activity.ts';

/** Nothing goes out of the room. */
export const NOTHING: RoomActivity = { isRecording: false, isStreaming: false };

/** Whether something goes out that is not in `known`. */
export function isMoreThan(activity: RoomActivity, known: RoomActivity): boolean {
  return (activity.isRecording && !known.isRecording) || (activity.isStreaming && !known.isStreaming);
}

/** What somebody still agrees to when the room's activity changes: about what has ended they are asked anew. */
export function stillAgreed(agreed: RoomActivity, before: RoomActivity, now: RoomActivity): RoomActivity {
  return {
    isRecording: agreed.isRecording && !(before.isRecording && !now.isRecording),
    isStreaming: agreed.isStreaming && !(before.isStreaming && !now.isStreaming),
  };
}

const LIST = new Intl.ListFormat('en-GB');

/** Such as `recorded, streamed live and transcribed`; empty when nothing goes out. */
export function describeActivity({ isRecording, isStreaming, isTranscribing }: Partial<ToldActivity>): string {
  const what = { recorded: isRecording, 'streamed live': isStreaming, transcribed: isTranscribing };
  return LIST.format(Object.entries(what).flatMap(([word, isSo]) => (isSo ? [word] : [])));
}
