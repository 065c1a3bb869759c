import type { ParticipantInfo } from '@livekit/protocol';
import type { Static } from 'typebox';
import type { ParticipantInfo as ParticipantSchema } from '../../contracts/livekit.ts';

export type ParticipantView = Static<typeof ParticipantSchema>;

/** Callers who share LiveKit's answer share its printing, which takes longer than anything else here. */
const views = new WeakMap<ParticipantInfo, ParticipantView>();

/** LiveKit's ParticipantInfo in proto3 JSON with every field. Neither of the two is to be changed afterwards. */
export function toParticipantView(participant: ParticipantInfo): ParticipantView {
  const known = views.get(participant);
  if (known) return known;
  const view = participant.toJson({ emitDefaultValues: true }) as unknown as ParticipantView;
  views.set(participant, view);
  return view;
}
