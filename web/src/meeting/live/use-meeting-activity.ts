import type { Room } from 'livekit-client';
import { useMemo, useRef } from 'react';
import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import type { Notify } from '../../room/live/notices.ts';
import { useActivity } from '../../room/live/use-activity.ts';
import type { MeetingStay } from '../enter-meeting.ts';
import type { MeetingState } from '../meeting-state.ts';

/** What goes out of a meeting, by LiveKit's room and by what the gateway told, such as of a host's own recording. */
export function useMeetingActivity(stay: MeetingStay, room: Room, state: MeetingState, notify: Notify): RoomActivity {
  const latest = useRef(state);
  latest.current = state;
  const joined = useMemo(() => {
    const readActivity = () => Promise.resolve(pickActivity(latest.current));
    return { ...stay, room, readActivity };
  }, [stay, room]);
  const { isRecording, isStreaming } = useActivity(joined, notify);
  const records = isRecording || state.isRecording;
  const streams = isStreaming || state.isStreaming;
  return useMemo(() => ({ isRecording: records, isStreaming: streams }), [records, streams]);
}

function pickActivity({ isRecording, isStreaming }: RoomActivity): RoomActivity {
  return { isRecording, isStreaming };
}
