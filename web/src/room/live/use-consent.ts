import { useState } from 'react';
import type { RoomActivity } from '../../../../src/contracts/room-activity.ts';
import { isMoreThan, stillAgreed } from '../consent.ts';

/** Whether there is something to ask the person about; `initially` is what they agreed to at the door. */
export function useConsent(
  activity: RoomActivity,
  initially: RoomActivity,
): { asked: RoomActivity | null; agree: () => void } {
  const [agreed, setAgreed] = useState(initially);
  const [seen, setSeen] = useState(activity);
  if (seen !== activity) {
    setSeen(activity);
    setAgreed(stillAgreed(agreed, seen, activity));
  }
  return { asked: isMoreThan(activity, agreed) ? activity : null, agree: () => setAgreed(activity) };
}
