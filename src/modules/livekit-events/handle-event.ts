import { type EgressInfo, type IngressInfo, ParticipantInfo_Kind, WebhookEvent } from '@livekit/protocol';
import type { Transaction } from '../../platform/db/client.ts';
import type { MessageHandler } from '../../platform/inbox/handle-messages.ts';
import { type CompositingDeps, recordEgress, suspectEgress, toEgressEvidence } from '../compositing/index.ts';
import { recordIngressEnded, recordIngressStarted, toIngressEvidence } from '../ingress/index.ts';
import {
  noteViolation,
  type ParticipantEvidence,
  recordParticipantJoined,
  recordParticipantLeft,
  recordRoomClosed,
  recordRoomOpen,
  recordTrackTold,
  type RoomEvidence,
} from '../rooms/index.ts';
import { toParticipantEvidence, toRoomEvidence } from './to-evidence.ts';

type Deps = Pick<CompositingDeps, 'listener'>;

/** Does what webhooks of LiveKit ask for. They may come twice, late or out of order. */
export function createEventHandler(compositing: Deps): MessageHandler {
  return { subjectOf: roomOf, handle: (tx, body) => handleEvent(tx, compositing, body) };
}

interface Subject {
  room?: { name?: string };
  ingressInfo?: { roomName?: string };
  egressInfo?: { roomName?: string };
}

function roomOf(body: string): string {
  const { room, ingressInfo, egressInfo } = JSON.parse(body) as Subject;
  return room?.name ?? (ingressInfo ?? egressInfo)?.roomName ?? '';
}

async function handleEvent(tx: Transaction, compositing: Deps, body: string): Promise<void> {
  const event = WebhookEvent.fromJsonString(body, { ignoreUnknownFields: true });
  if (event.egressInfo) return handleEgress(tx, compositing, event.egressInfo);
  if (event.ingressInfo) return handleIngress(tx, event, event.ingressInfo);
  const room = toRoomEvidence(event.room);
  if (!room) return;
  const source = { at: new Date(Number(event.createdAt) * 1_000), isReconciled: false };
  if (event.event === 'room_started') return recordRoomOpen(tx, room, source);
  if (event.event === 'room_finished') return recordRoomClosed(tx, room, source);
  if (isEgressGone(event)) return suspectEgress(tx, event.participant?.identity ?? '', source.at);
  const participant = toParticipantEvidence(event.participant);
  if (participant) await handleParticipant(tx, event, room, participant);
}

function isEgressGone({ event, participant }: WebhookEvent): boolean {
  const hasLeft = event === 'participant_left' || event === 'participant_connection_aborted';
  return hasLeft && participant?.kind === ParticipantInfo_Kind.EGRESS;
}

async function handleEgress(tx: Transaction, compositing: Deps, info: EgressInfo): Promise<void> {
  const egress = toEgressEvidence(info);
  // One that nobody waits for any more is stopped by the reconciler.
  if (egress) await recordEgress(tx, compositing, egress);
}

async function handleIngress(tx: Transaction, event: WebhookEvent, info: IngressInfo): Promise<void> {
  const ingress = toIngressEvidence(info);
  if (!ingress) return;
  const source = { at: new Date(Number(event.createdAt) * 1_000), isReconciled: false };
  if (event.event === 'ingress_started') return recordIngressStarted(tx, ingress, source);
  if (event.event === 'ingress_ended') return recordIngressEnded(tx, ingress, source);
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
    case 'track_published':
      return event.track && recordTrackTold(tx, room, participant, event.track, source);
  }
}
