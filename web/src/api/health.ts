import { requestJson } from './request.ts';

/** What this server can do right now, of all that a meeting's page offers. */
export interface Abilities {
  recording: boolean;
  transcription: boolean;
  /** That it can transcribe: tags such as `ko` or `en-US`. */
  languages: string[];
}

interface Health {
  capabilities: { recording: boolean; transcriptionLive: boolean };
  transcriptionLanguages: string[];
}

/** Reads what the server can do. Throws ApiFailure. */
export async function readAbilities(): Promise<Abilities> {
  const { capabilities, transcriptionLanguages } = await requestJson<Health>('GET', '/v1/health');
  const { recording, transcriptionLive: transcription } = capabilities;
  return { recording, transcription, languages: transcriptionLanguages };
}
