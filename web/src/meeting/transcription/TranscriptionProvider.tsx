import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { recall, remember } from '../../lib/storage.ts';
import { useHotkey } from '../../lib/use-hotkey.ts';
import { useNotify } from '../../room/live/notices.ts';
import { useTranscribing } from '../../room/live/use-transcribing.ts';
import type { MeetingStay } from '../enter-meeting.ts';
import { useMeetingPage } from '../live/meeting-context.ts';
import { TranscriptionContext } from './transcription-context.ts';

/** Knows whether what is said is written down, and whether this person reads along. */
export function TranscriptionProvider({ stay, children }: { stay: MeetingStay; children: ReactNode }) {
  const { place, listen } = useMeetingPage();
  const initially = stay.activity.isTranscribing;
  const { isOn: isTranscribing, tell: tellTranscribing, hear } = useTranscribing(place.room, initially, useNotify());
  useEffect(
    () =>
      listen(({ type, data }) => {
        if (type === 'transcription:segment') hear();
        // After each new connection the server says it anew.
        if (type === 'joined' && typeof data['isTranscribing'] === 'boolean') tellTranscribing(data['isTranscribing']);
      }),
    [listen, hear, tellTranscribing],
  );
  const [captionsOn, toggleCaptions] = useCaptionChoice();
  const page = useMemo(
    () => ({ isTranscribing, tellTranscribing, captionsOn, toggleCaptions }),
    [isTranscribing, tellTranscribing, captionsOn, toggleCaptions],
  );
  return <TranscriptionContext.Provider value={page}>{children}</TranscriptionContext.Provider>;
}

/** As this device last had it; the key T changes it, too. */
function useCaptionChoice(): [isOn: boolean, toggle: () => void] {
  const [isOn, setOn] = useState(() => recall<boolean>('captions') === true);
  const toggle = useCallback(() => setOn((was) => !was), []);
  useEffect(() => remember('captions', isOn), [isOn]);
  useHotkey('t', toggle);
  return [isOn, toggle];
}
