import { type Static, Type } from 'typebox';
import { MeetingSettings } from '../../../contracts/meetings.ts';
import { ToldActivity } from '../../../contracts/room-activity.ts';
import { Role } from '../../../contracts/roles.ts';
import { IssuedToken } from '../../../contracts/tokens.ts';
import { defaultTtlSeconds, issueToken } from '../../rooms/index.ts';
import { findBroadcaster } from '../broadcasts/note-broadcast.ts';
import type { MeetingsDeps } from '../deps.ts';
import { settingsOf } from '../lifecycle/settings.ts';
import { listPeople } from '../people/list-people.ts';
import { PersonView } from '../people/person-view.ts';
import type { Person } from '../people/repository.ts';
import type { Meeting } from '../tables.ts';

/** All that somebody needs to be in a meeting. */
export const JoinAnswer = Type.Object({
  status: Type.Literal('joined'),
  participantId: Type.String({ description: 'Also the identity in LiveKit.' }),
  role: Role,
  ...IssuedToken.properties,
  meetingId: Type.String(),
  title: Type.String(),
  settings: MeetingSettings,
  isAdmin: Type.Boolean({ description: 'Whether the role is host.' }),
  participants: Type.Array(PersonView, { description: 'Those who are there.' }),
  ...ToldActivity.properties,
  recordingHostName: Type.Union([Type.String(), Type.Null()], { description: 'Who began to record; “The host” when that was not done from within the meeting.' }),
});
export type Joined = Static<typeof JoinAnswer>;

/** Makes the answer for somebody who was let in, with a LiveKit token that is kept nowhere. */
export async function answerJoin({ db, rooms }: Pick<MeetingsDeps, 'db' | 'rooms'>, meeting: Meeting, person: Person): Promise<Joined> {
  const { id: meetingId, workspaceId, title } = meeting;
  const { participantId, role, name } = person;
  const [participants, activity] = await Promise.all([
    listPeople(db, meetingId),
    rooms.readActivity({ workspaceId, roomId: meetingId }),
  ]);
  const subject = { workspaceId, roomId: meetingId, identity: participantId, role, name, metadata: {} };
  return {
    status: 'joined',
    participantId,
    role,
    ...issueToken(rooms, subject, defaultTtlSeconds),
    meetingId,
    title,
    settings: settingsOf(meeting),
    isAdmin: role === 'host',
    participants,
    ...activity,
    recordingHostName: activity.isRecording ? await findBroadcaster(db, 'recording', meetingId) : null,
  };
}
