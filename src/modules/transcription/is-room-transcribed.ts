import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from '../rooms/index.ts';
import { findActive } from './repository.ts';

/** Whether what is said in a room is being written down right now. */
export async function isRoomTranscribed(db: Queryable, place: Place): Promise<boolean> {
  return (await findActive(db, place)) !== null;
}
