/**
 * JSON without the character U+0000, which PostgreSQL does not hold, and which people may have put into what LiveKit tells
 * of them, such as the name of a track.
 */
export function withoutNul<T>(value: T): T {
  const text = JSON.stringify(value);
  if (!text?.includes('\\u0000')) return value;
  return JSON.parse(text, (_name, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '') : part)) as T;
}
