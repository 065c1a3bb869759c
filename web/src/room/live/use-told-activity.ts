import { useMemo } from 'react';
import type { ToldActivity } from '../../../../src/contracts/room-activity.ts';
import type { JoinedRoom } from '../join-room.ts';
import type { Notify } from './notices.ts';
import { useActivity } from './use-activity.ts';
import { useTranscribing } from './use-transcribing.ts';

/** What goes out of a room that is no meeting's. Whatever the server answers of it counts, also after a lost connection. */
export function useToldActivity(joined: JoinedRoom, notify: Notify): ToldActivity {
  const { isOn: isTranscribing, tell } = useTranscribing(joined.room, joined.activity.isTranscribing, notify);
  const active = useMemo(() => {
    const readActivity = async () => {
      const read = await joined.readActivity();
      tell(read.isTranscribing);
      return read;
    };
    return { room: joined.room, activity: joined.activity, readActivity };
  }, [joined, tell]);
  const activity = useActivity(active, notify);
  return useMemo(() => ({ ...activity, isTranscribing }), [activity, isTranscribing]);
}
