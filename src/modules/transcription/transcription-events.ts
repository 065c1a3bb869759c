import type { NewDomainEvent } from '../../contracts/domain-events.ts';
import type { Transcription } from './tables.ts';
import { toTranscriptionView } from './transcription-view.ts';

/** A domain event about a transcription: each kind happens to it once. `completed` is any end; its status says which. */
export function transcriptionEvent(
  name: 'transcription_started' | 'transcription_completed',
  transcription: Transcription,
): NewDomainEvent {
  const { id, workspaceId, roomId, meetingId } = transcription;
  const data = { transcription: toTranscriptionView(transcription) };
  return { key: `${name}:${id}`, name, workspaceId, roomId, meetingId, at: new Date(), data };
}
