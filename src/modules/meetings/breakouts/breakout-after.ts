import type { MeetingEvent } from '../../../contracts/realtime.ts';

/**
 * In which breakout somebody is when an event has gone by, null for the main room: what whoever delivers events to them
 * remembers of them.
 * @param before where they were; at first, see `findBreakoutOf`.
 */
export function breakoutAfter(before: string | null, participantId: string, { type, data }: Pick<MeetingEvent, 'type' | 'data'>): string | null {
  if (type === 'breakout:all-closed') return null;
  if (data['participantId'] !== participantId) return before;
  if (type === 'breakout:participant-joined') return String(data['roomId']);
  return type === 'breakout:participant-left' && data['roomId'] === before ? null : before;
}
