import { createContext, useContext } from 'react';

/** What the parts of a meeting's page share about what is said. */
export interface TranscriptionPage {
  /** What is said is being written down. */
  isTranscribing: boolean;
  /** The server has said whether it is. */
  tellTranscribing: (isOn: boolean) => void;
  captionsOn: boolean;
  toggleCaptions: () => void;
}

export const TranscriptionContext = createContext<TranscriptionPage | null>(null);

export function useTranscription(): TranscriptionPage {
  const page = useContext(TranscriptionContext);
  if (!page) throw new Error('This part belongs into a meeting.');
  return page;
}
