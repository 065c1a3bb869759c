import type { DomainEvent } from '../../../contracts/domain-events.ts';

/** What customers get, as the text that is signed. */
export function toMessageBody({ id, name, at, roomId, meetingId, data }: DomainEvent): string {
  return JSON.stringify({ id, event: name, createdAt: at.toISOString(), roomId, meetingId, data });
}
