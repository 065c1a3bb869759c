import { useEffect, useRef } from 'react';
import { ApiFailure } from '../api/api-failure.ts';
import { FINAL_CODES } from './door-failures.ts';
import type { Frame } from './frames.ts';
import { RealtimeClient } from './realtime-client.ts';

interface WaitingOptions {
  meetingId: string;
  name: string;
  /** A host has said yes: the person may join. */
  onAdmitted: () => void;
  onRefused: (error: unknown) => void;
}

/** Stands at the door of a meeting until a host decides. The server knows the person by a cookie that joining set. */
export function useWaiting(options: WaitingOptions): void {
  const { meetingId, name } = options;
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const client: RealtimeClient = new RealtimeClient({
      meetingId,
      greet: async (ask) => void (await ask('waiting-room:join', { meetingId, name })),
      final: FINAL_CODES,
      onFrame: (frame) => {
        const act = decisionOf(frame, latest.current);
        if (!act) return;
        // Once is enough: who is told twice would come in twice.
        client.stop();
        act();
      },
      onReady: () => {},
      onLost: () => {},
      onRefused: (failure) => latest.current.onRefused(failure),
    });
    client.start();
    return () => client.stop();
  }, [meetingId, name]);
}

/** What follows from a frame, if a host has decided. */
function decisionOf({ type, data }: Frame, { onAdmitted, onRefused }: WaitingOptions): (() => void) | null {
  switch (type) {
    case 'waiting-room:admitted':
    case 'joined':
      return onAdmitted;
    case 'waiting-room:denied':
      return () => onRefused(new ApiFailure('denied', String(data['message'] ?? '')));
    case 'meeting:ended':
      return () => onRefused(new ApiFailure('meeting-ended', ''));
    default:
      return null;
  }
}
