import { Type } from 'typebox';

/** Identities that begin so are the server's own (recorder, transcriber): refused from callers, hidden in lists. */
export const reservedIdentityPrefix = 'plenum-';

/** Any characters but control characters. Half characters are refused in all of a body: see http/json-body.ts. */
const printable = '^[^\\u0000-\\u001f\\u007f-\\u009f]+$';
const printableUserId = `^(?!${reservedIdentityPrefix})[^\\u0000-\\u001f\\u007f-\\u009f]+$`;

export const RoomId = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: printable,
  description: 'The name of a room within your workspace: 1-128 characters, no control characters.',
});

export const UserId = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: printableUserId,
  description: 'The identity of a person in a room: 1-128 characters, no control characters, not beginning `plenum-`.',
});

/** A name shown to people: 1-`maxLength` characters. */
export function displayName(maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: printable, description: 'A name to show to people.' });
}

export const RoomParams = Type.Object({ roomId: RoomId });
export const ParticipantParams = Type.Object({
  roomId: RoomId,
  participantId: Type.String({ minLength: 1, maxLength: 128, pattern: printable, description: 'The identity.' }),
});
