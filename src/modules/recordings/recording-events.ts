import type { EventName, NewDomainEvent } from '../../contracts/domain-events.ts';
import { toRecordingView } from './recording-view.ts';
import type { Recording } from './tables.ts';

/** A domain event about a recording: each kind happens to it once. */
export function recordingEvent(name: EventName, recording: Recording): NewDomainEvent {
  const { id, workspaceId, roomId, meetingId } = recording;
  const data = { recording: toRecordingView(recording) };
  return { key: `${name}:${id}`, name, workspaceId, roomId, meetingId, at: new Date(), data };
}
