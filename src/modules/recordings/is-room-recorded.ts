import type { Queryable } from '../../platform/db/client.ts';
import type { Place } from '../rooms/index.ts';
import { findRunning } from './repository.ts';

export async function isRoomRecorded(db: Queryable, place: Place): Promise<boolean> {
  return (await findRunning(db, place)) !== null;
}
