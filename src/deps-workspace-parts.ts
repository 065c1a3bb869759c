import { readAuditEntries, removeAuditEntries } from './http/audit/workspace-entries.ts';
import type { WorkspacePart } from './modules/accounts/index.ts';
import { readDepositAddresses, readLedger } from './modules/billing/index.ts';
import { removeCompositions } from './modules/compositing/index.ts';
import { readWorkspaceIngress, removeWorkspaceIngress } from './modules/ingress/index.ts';
import { type MeetingsDeps, readRecurring, readTemplates, readWorkspaceMeetings, removeWorkspaceMeetings } from './modules/meetings/index.ts';
import { readMails, removeMails } from './modules/notifications/index.ts';
import { readWorkspaceRecordings, removeWorkspaceRecordings } from './modules/recordings/index.ts';
import { endRoomAccess, readParticipants, readRooms, removeRooms } from './modules/rooms/index.ts';
import { readWorkspaceStreams, removeWorkspaceStreams } from './modules/streams/index.ts';
import { readWorkspaceSegments, readWorkspaceTranscriptions, removeWorkspaceTranscriptions } from './modules/transcription/index.ts';
import { readWorkspaceWebhooks, removeWorkspaceWebhooks } from './modules/webhooks/index.ts';
import type { Database } from './platform/db/client.ts';
import type { Livekit } from './platform/livekit/client.ts';
import type { ObjectStore } from './platform/objects/client.ts';

interface Adapters {
  db: Database;
  livekit: Livekit;
  objects: ObjectStore;
  meetings: MeetingsDeps;
}

/**
 * What each module holds about an account and its own workspace, for its export and its deletion. They are removed in
 * this order: first nobody is told any more and everybody is put out, then what runs ends.
 */
export function createWorkspaceParts({ db, livekit, objects, meetings }: Adapters): WorkspacePart[] {
  return [
    {
      name: 'webhooks',
      read: ({ workspaceId }) => readWorkspaceWebhooks(db, workspaceId),
      remove: ({ workspaceId }) => removeWorkspaceWebhooks(db, workspaceId),
    },
    ...createMeetingParts(db, meetings),
    {
      name: 'rooms',
      read: ({ workspaceId }) => readRooms(db, workspaceId),
      end: endRoomAccess,
      remove: ({ workspaceId }) => removeRooms({ db, livekit }, workspaceId),
    },
    { name: 'participants', read: ({ workspaceId }) => readParticipants(db, workspaceId) },
    ...createTranscriptionParts(db),
    {
      name: 'streams',
      read: ({ workspaceId }) => readWorkspaceStreams(db, workspaceId),
      remove: ({ workspaceId }) => removeWorkspaceStreams({ db }, workspaceId),
    },
    {
      name: 'recordings',
      read: ({ workspaceId }) => readWorkspaceRecordings(db, workspaceId),
      remove: ({ workspaceId }) => removeWorkspaceRecordings({ db, objects }, workspaceId),
    },
    { name: 'compositions', remove: ({ workspaceId }) => removeCompositions(db, workspaceId) },
    {
      name: 'ingress',
      read: ({ workspaceId }) => readWorkspaceIngress(db, workspaceId),
      remove: ({ workspaceId }) => removeWorkspaceIngress({ db, livekit }, workspaceId),
    },
    ...createAccountParts(db),
  ];
}

/** Before the rooms: meetings that are held are charged by who was where. */
function createMeetingParts(db: Database, meetings: MeetingsDeps): WorkspacePart[] {
  return [
    {
      name: 'meetings',
      read: ({ workspaceId }) => readWorkspaceMeetings(db, workspaceId),
      remove: (subject) => removeWorkspaceMeetings(meetings, subject),
    },
    { name: 'meetingTemplates', read: ({ workspaceId }) => readTemplates(db, workspaceId) },
    { name: 'recurringMeetings', read: ({ workspaceId }) => readRecurring(db, workspaceId) },
  ];
}

/** What tells of people rather than of rooms. Money has no `remove`: what was paid must be kept, and names nobody. */
function createAccountParts(db: Database): WorkspacePart[] {
  return [
    { name: 'billingHistory', read: ({ workspaceId }) => readLedger(db, workspaceId) },
    { name: 'depositAddresses', read: ({ workspaceId }) => readDepositAddresses(db, workspaceId) },
    {
      name: 'mails',
      read: ({ accountId }) => readMails(db, accountId),
      remove: ({ accountId }) => removeMails(db, accountId),
    },
    {
      name: 'auditEntries',
      read: ({ workspaceId }) => readAuditEntries(db, workspaceId),
      remove: ({ workspaceId }) => removeAuditEntries(db, workspaceId),
    },
  ];
}

/** Before the recordings, of which some may be being heard. */
function createTranscriptionParts(db: Database): WorkspacePart[] {
  return [
    {
      name: 'transcriptions',
      read: ({ workspaceId }) => readWorkspaceTranscriptions(db, workspaceId),
      remove: ({ workspaceId }) => removeWorkspaceTranscriptions(db, workspaceId),
    },
    { name: 'transcriptionSegments', read: ({ workspaceId }) => readWorkspaceSegments(db, workspaceId) },
  ];
}
