/** A text in one line: whatever a program may take for the beginning of a new one is a space, as are other control characters. */
export function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
