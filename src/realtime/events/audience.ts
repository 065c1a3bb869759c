import type { MeetingEvent } from '../../contracts/realtime.ts';
import type { Seat } from '../sockets/peer.ts';

/** Whether an event of their meeting is for whoever sits there. Who waits at the door hears of that alone, and of the end. */
export function isFor({ waiting, person, breakoutId }: Seat, { audience, type, data }: MeetingEvent): boolean {
  if (waiting !== null) return audience === `waiting:${waiting.waitingId}` || type === 'meeting:ended';
  if (person === null) return false;
  // Whoever comes is told by `joined`.
  if (type === 'participant:joined' && data['participantId'] === person.participantId) return false;
  if (audience === 'everybody') return true;
  if (audience === 'hosts') return person.isHost;
  return audience === `person:${person.participantId}` || (breakoutId !== null && audience === `breakout:${breakoutId}`);
}
