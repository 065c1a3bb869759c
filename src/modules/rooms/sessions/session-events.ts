import type { EventName, NewDomainEvent } from '../../../contracts/domain-events.ts';
import type { RoomEvidence, Source } from './evidence.ts';

/** A domain event about a room; `subject` makes its key one for however often and from wherever it is told. */
export function roomEvent(
  name: EventName,
  subject: string,
  room: Pick<RoomEvidence, 'workspaceId' | 'roomId'>,
  data: Record<string, unknown>,
  { at, isReconciled }: Source,
): NewDomainEvent {
  const { workspaceId, roomId } = room;
  return { key: `${name}:${subject}`, name, workspaceId, roomId, meetingId: null, at, data, isReconciled };
}
