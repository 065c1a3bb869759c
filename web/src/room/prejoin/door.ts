import type { Role } from '../../../../src/contracts/roles.ts';
import type { ToldActivity } from '../../../../src/contracts/room-activity.ts';

/** What is written at the door: of the room, and of who comes. */
export interface Door extends ToldActivity {
  title: string;
  role: Role;
  /** A name that was chosen for the person, if any. */
  name: string | null;
  /** What else to know before joining. */
  hint?: string | undefined;
}
