import { Type } from 'typebox';

/** Identities that begin so are the server's own (recorder, transcriber): refused from callers, hidden in lists. */
export const reservedIdentityPrefix = 'plenum-';

/**
 * Any characters but control characters and halves of surrogate pairs. Said by what is allowed, with nothing that only
 * JavaScript's regular expressions know, so that tools in other languages can read the OpenAPI document.
 */
const printableCharacters = '[ -~\\u00a0-\\ud7ff\\ue000-\\uffff\u{10000}-\u{10ffff}]+';
const printable = `^${printableCharacters}$`;
const printableUserId = `^(?!${reservedIdentityPrefix})${printableCharacters}$`;

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
