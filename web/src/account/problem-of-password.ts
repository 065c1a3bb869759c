/** What keeps the API from taking a password, in a sentence; undefined when nothing does. It counts code points. */
export function problemOfPassword(password: string): string | undefined {
  const { length } = [...password];
  if (length < 8) return 'Use eight characters or more.';
  return length > 256 ? 'Use 256 characters or fewer.' : undefined;
}
