import type { Participant } from 'livekit-client';

/** The name to show for somebody; LiveKit allows it to be empty. */
export function nameOf(participant: Participant): string {
  return participant.name || participant.identity;
}
