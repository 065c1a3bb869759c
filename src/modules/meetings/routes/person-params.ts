import { Type } from 'typebox';
import { MeetingParams } from '../../../contracts/meetings.ts';

export const WaitingParams = Type.Object({
  ...MeetingParams.properties,
  waitingId: Type.String({ minLength: 1, maxLength: 64, description: 'As it was given to whoever waits.' }),
});

export const PersonParams = Type.Object({
  ...MeetingParams.properties,
  participantId: Type.String({ minLength: 1, maxLength: 128, description: 'As a join answers it.' }),
});
