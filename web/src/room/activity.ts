import type { RoomActivity, ToldActivity } from '../../../src/contracts/room-activity.ts';

/**
 * What goes out of a room by LiveKit's sign and what the server said last. The sign alone means a recording, unless there
 * is a stream, which an engine may set it for.
 */
export function combine(hasSign: boolean, { isRecording, isStreaming }: RoomActivity): RoomActivity {
  return { isRecording: isRecording || (hasSign && !isStreaming), isStreaming };
}

/** What goes out of a room, of all that an answer says. */
export function pickActivity({ isRecording, isStreaming, isTranscribing }: ToldActivity): ToldActivity {
  return { isRecording, isStreaming, isTranscribing };
}

/** Whether a room is being transcribed, by a data message; null when it does not say. */
export function parseTranscribing(payload: Uint8Array): boolean | null {
  try {
    const { isTranscribing } = JSON.parse(new TextDecoder().decode(payload)) as { isTranscribing?: unknown };
    return typeof isTranscribing === 'boolean' ? isTranscribing : null;
  } catch {
    return null;
  }
}

/** The activity in a data message; null when there is none. */
export function parseActivity(payload: Uint8Array): RoomActivity | null {
  try {
    const { isRecording, isStreaming } = JSON.parse(new TextDecoder().decode(payload)) as Partial<RoomActivity>;
    return { isRecording: isRecording === true, isStreaming: isStreaming === true };
  } catch {
    return null;
  }
}
