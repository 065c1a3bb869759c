import type { ParticipantInfo } from '@livekit/protocol';
import type { Static } from 'typebox';
import type { ParticipantInfo as ParticipantSchema } from '../../contracts/livekit.ts';

export type ParticipantView = Static<typeof ParticipantSchema>;

/** LiveKit's ParticipantInfo in proto3 JSON with every field. */
export function toParticipantView(participant: ParticipantInfo): ParticipantView {
  return participant.toJson({ emitDefaultValues: true }) as unknown as ParticipantView;
}
