import { forbidden } from '../../core/errors.ts';
import type { MeetingCaller } from '../../modules/meetings/index.ts';
import type { Peer, Seat, SeatedPerson } from './peer.ts';

type Seated = Seat & { person: SeatedPerson };

/** Where somebody sits who acts in a meeting; a 403 for whoever is in none. */
export function seatOf({ seat }: Peer): Seated {
  if (seat?.person) return seat as Seated;
  throw forbidden(seat ? 'You were not let in yet.' : 'Join a meeting first.');
}

/** Who acts, as the use cases of meetings want to know it. */
export function callerOf(peer: Peer): MeetingCaller {
  const { hall, person } = seatOf(peer);
  const { workspaceId, meetingId } = hall;
  return { workspaceId, meetingId, ...person };
}
