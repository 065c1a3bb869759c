import { useRoomContext } from '@livekit/components-react';
import { useState } from 'react';
import { useNotify } from './notices.ts';
import { useParticipant } from './use-participant.ts';

const UNSUPPORTED = 'This browser cannot share a screen. Phones and tablets mostly cannot; use a computer for it.';
const NOT_ALLOWED = 'No screen is shared: none was chosen, or the browser or system did not allow it.';
const FAILED = 'The screen could not be shared. Try again, or choose another window.';

/** Shares the person's screen, or stops it. */
export function useScreenShare(): { on: boolean; busy: boolean; toggle: () => void } {
  const room = useRoomContext();
  const me = useParticipant(room.localParticipant);
  const notify = useNotify();
  const [busy, setBusy] = useState(false);

  const toggle = async () => {
    if (!canShareScreen()) return notify(UNSUPPORTED);
    setBusy(true);
    try {
      await me.setScreenShareEnabled(!me.isScreenShareEnabled, { audio: true, selfBrowserSurface: 'exclude' });
    } catch (error) {
      notify(error instanceof DOMException && error.name === 'NotAllowedError' ? NOT_ALLOWED : FAILED);
    } finally {
      setBusy(false);
    }
  };
  return { on: me.isScreenShareEnabled, busy, toggle: () => void toggle() };
}

function canShareScreen(): boolean {
  const media = navigator.mediaDevices as Partial<MediaDevices> | undefined;
  return media?.getDisplayMedia !== undefined;
}
