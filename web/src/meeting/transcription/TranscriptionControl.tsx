import { useState } from 'react';
import { pathOfRoom } from '../../api/transcriptions.ts';
import { chooseLanguage, nameLanguage } from '../../lib/languages.ts';
import { recall, remember } from '../../lib/storage.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import { useTranscription } from './transcription-context.ts';

/** By which a host has what is said written down, where the server can. */
export function TranscriptionControl({ canTranscribe, languages }: { canTranscribe: boolean; languages: string[] }) {
  const { isTranscribing } = useTranscription();
  if (!isTranscribing && !canTranscribe) return null;
  return (
    <section className="host-control" aria-label="Transcription">
      <h3>Transcription</h3>
      {isTranscribing ? <Running /> : <Beginning languages={languages} />}
    </section>
  );
}

function Running() {
  const { busy, call } = useCall('stop', false);
  return (
    <>
      <p className="side-panel-hint">What is said is being written down, with names. Everybody in the meeting sees that.</p>
      <Button look="plain" busy={busy} onClick={() => call()}>
        Stop transcribing
      </Button>
    </>
  );
}

function Beginning({ languages }: { languages: string[] }) {
  const wanted = [recall<string>('transcription-language') ?? '', ...navigator.languages];
  const [language, setLanguage] = useState(() => chooseLanguage(languages, wanted) ?? '');
  const { busy, call } = useCall('start', true);
  const start = () => {
    remember('transcription-language', language);
    call({ language });
  };
  return (
    <>
      <p className="side-panel-hint">Writes down who says what. Everybody is told, and can read along by the captions.</p>
      <SelectField
        label="What is spoken"
        value={language}
        options={languages.map((tag) => ({ value: tag, label: nameLanguage(tag) }))}
        onChange={setLanguage}
      />
      <Button look="plain" busy={busy} onClick={start}>
        Start transcribing
      </Button>
    </>
  );
}

/** Asks the server to start or stop, and takes its answer for the truth at once. */
function useCall(verb: 'start' | 'stop', isOnAfter: boolean) {
  const { session, attempt } = useMeetingPage();
  const { tellTranscribing } = useTranscription();
  const [busy, setBusy] = useState(false);
  const call = async (body?: object) => {
    setBusy(true);
    const isDone = await attempt(session.callAt('POST', `${pathOfRoom(session.meetingId)}/${verb}`, body ?? {}));
    setBusy(false);
    if (isDone) tellTranscribing(isOnAfter);
  };
  return { busy, call: (body?: object) => void call(body) };
}
