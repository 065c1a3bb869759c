import type { EventName, NewDomainEvent } from '../../../contracts/domain-events.ts';
import type { Source } from '../../rooms/index.ts';
import type { ingressSessions } from '../tables.ts';

type Session = Pick<typeof ingressSessions.$inferSelect, 'id' | 'ingressId' | 'workspaceId' | 'roomId'>;

/** A domain event about a session; one of each name, however often and from wherever it is told. */
export function ingressEvent(
  name: Extract<EventName, 'ingress_started' | 'ingress_stopped'>,
  { id, ingressId, workspaceId, roomId }: Session,
  { at, isReconciled }: Source,
  view: object = { ingressId, roomName: roomId },
): NewDomainEvent {
  const data = { ingress: view };
  return { key: `${name}:${id}`, name, workspaceId, roomId, meetingId: null, at, data, isReconciled };
}
