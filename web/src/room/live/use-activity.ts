import { RoomEvent, type Room } from 'livekit-client';
import { useEffect, useMemo, useState } from 'react';
import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import { combine, parseActivity } from '../activity.ts';
import { usePlaceWord } from '../place-word.ts';
import { followTold } from './follow-told.ts';
import type { Notify } from './notices.ts';

/** After a lost connection all come back at once: each asks at some moment within this time. */
const SPREAD_MS = 3_000;

/** A room with what went out of it on the way in, and how to ask. */
export interface ActiveRoom {
  room: Room;
  activity: RoomActivity;
  readActivity: () => Promise<RoomActivity>;
}

/**
 * What goes out of the room, from both who know. LiveKit's own sign is quick and sure, also for those who come later, but
 * some engines set it for a stream, too; so the server is asked when it changes, and sends a message when it knows more.
 */
export function useActivity(joined: ActiveRoom, notify: Notify): RoomActivity {
  const { room, activity, readActivity } = joined;
  const [known, setKnown] = useState(activity);
  const [hasSign, setSign] = useState(room.isRecording);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const read = await readActivity().catch(() => null);
      if (leaving.signal.aborted) return;
      setSign(room.isRecording);
      setKnown((before) => read ?? { ...before, isRecording: room.isRecording });
    };
    if (room.isRecording !== joined.activity.isRecording) void ask();
    listen(room, () => void ask(), setKnown, leaving.signal);
    return () => leaving.abort();
  }, [room, readActivity, joined]);
  const { isRecording, isStreaming } = combine(hasSign, known);
  const word = usePlaceWord();
  useEndNotice(isRecording, `This ${word} is no longer being recorded.`, notify);
  useEndNotice(isStreaming, `This ${word} is no longer being streamed.`, notify);
  return useMemo(() => ({ isRecording, isStreaming }), [isRecording, isStreaming]);
}

function listen(room: Room, ask: () => void, tell: (activity: RoomActivity) => void, until: AbortSignal): void {
  const unfollow = followTold(room, (payload) => {
    const activity = parseActivity(payload);
    if (activity) tell(activity);
  });
  const returned = () => setTimeout(() => until.aborted || ask(), Math.random() * SPREAD_MS);
  room.on(RoomEvent.RecordingStatusChanged, ask).on(RoomEvent.Reconnected, returned);
  until.addEventListener('abort', () => {
    unfollow();
    room.off(RoomEvent.RecordingStatusChanged, ask).off(RoomEvent.Reconnected, returned);
  });
}

function useEndNotice(isOn: boolean, text: string, notify: Notify): void {
  const [wasOn, setWasOn] = useState(isOn);
  useEffect(() => {
    if (wasOn && !isOn) notify(text);
    setWasOn(isOn);
  }, [wasOn, isOn, text, notify]);
}
