import { Type } from 'typebox';

/** What a person writes: lines of any characters but NUL, and not blank. */
export function writtenText(maxLength: number) {
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$',
    description: `Up to ${maxLength} characters, not blank.`,
  });
}
