import { type Static, Type } from 'typebox';

/** Everything that happens and that customers can be told of; the names are part of the public contract. */
export const eventNames = [
  'room_created',
  'room_closed',
  'participant_joined',
  'participant_left',
  'track_published',
  'recording_started',
  'recording_stopped',
  'recording_ready',
  'recording_failed',
  'stream_started',
  'stream_stopped',
  'ingress_started',
  'ingress_stopped',
  'transcription_started',
  'transcription_completed',
  'meeting_scheduled',
  'meeting_started',
  'meeting_ended',
  'participant_waiting',
  'balance_low',
] as const;

export const EventName = Type.Enum([...eventNames]);
export type EventName = Static<typeof EventName>;

/** A domain event as a use case emits it, in the transaction of the change itself. */
export interface NewDomainEvent {
  /** What makes it one and the same thing, such as `participant_left:PA_x`: a second one with this key is dropped. */
  key: string;
  name: EventName;
  workspaceId: string;
  roomId: string | null;
  meetingId: string | null;
  /** When it happened, as well as we know. */
  at: Date;
  /** What customers get as `data`: `room`, `participant`, `track`, … in the public shapes. */
  data: Record<string, unknown>;
  /** The reconciler found it; LiveKit did not tell us. */
  isReconciled?: boolean;
}

/** A stored domain event. `id` is the same for every subscriber and every repetition. */
export interface DomainEvent extends NewDomainEvent {
  id: string;
}
