import { guestWorkspaceId } from '../../contracts/meetings.ts';
import { forbidden } from '../../core/errors.ts';

/** Throws a 403 in a guest meeting: nobody pays for what takes more there than the meeting itself. */
export function requireOwned(workspaceId: string): void {
  if (workspaceId === guestWorkspaceId) throw forbidden('Guest meetings are neither recorded, streamed nor transcribed.');
}
