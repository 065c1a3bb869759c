import { Type } from 'typebox';

/** What a caller attaches to a participant. `role` is the server's to set, so that nobody can claim one. */
export const ParticipantMetadata = Type.Object(
  { role: Type.Optional(Type.Never({ description: 'Set by the server.' })) },
  { additionalProperties: true, description: 'Any JSON, attached to the participant; the server adds `role`.' },
);
