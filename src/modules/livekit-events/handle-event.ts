import { WebhookEvent } from '@livekit/protocol';
import type { Transaction } from '../../platform/db/client.ts';
import type { MessageHandler } from '../../platform/inbox/handle-messages.ts';
import {
  noteViolation,
  type ParticipantEvidence,
  recordParticipantJoined,
  recordParticipantLeft,
  recordRoomClosed,
  recordRoomOpen,
  recordTrackPublished,
  type RoomEvidence,
} from '../rooms/index.ts';
import { toParticipantEvidence, toRoomEvidence } from './to-evidence.ts';

/** Does what a webhook of LiveKit asks for. It may come twice, late or out of order. */
export const eventHandler: MessageHandler = { subjectOf: roomOf, handle: handleEvent };

function roomOf(body: string): string {
  const { room } = JSON.parse(body) as { room?: { name?: string } };
  return room?.name ?? '';
}

async function handleEvent(tx: Transaction, body: string): Promise<void> {
  const event = WebhookEvent.fromJsonString(body, { ignoreUnknownFields: true });
  const room = toRoomEvidence(event.room);
  if (!room) return;
  const source = { at: new Date(Number(event.createdAt) * 1_000), isReconciled: false };
  if (event.event === 'room_started') return recordRoomOpen(tx, room, source);
  if (event.event === 'room_finished') return recordRoomClosed(tx, room, source);
  const participant = toParticipantEvidence(event.participant);
  if (participant) await handleParticipant(tx, event, room, participant);
}

async function handleParticipant(
  tx: Transaction,
  event: WebhookEvent,
  room: RoomEvidence,
  participant: ParticipantEvidence,
): Promise<void> {
  const source = { at: new Date(Number(event.createdAt) * 1_000), isReconciled: false };
  switch (event.event) {
    case 'participant_joined': {
      const isThere = await recordParticipantJoined(tx, room, participant, source);
      return isThere ? noteViolation(tx, room, participant) : undefined;
    }
    case 'participant_left':
    case 'participant_connection_aborted':
      return recordParticipantLeft(tx, room, participant, source);
    case 'track_published': {
      if (!event.track) return;
      const isThere = await recordTrackPublished(tx, room, participant, event.track, source);
      return isThere ? noteViolation(tx, room, participant) : undefined;
    }
  }
}
