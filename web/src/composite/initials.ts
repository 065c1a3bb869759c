/** The first letters of the first and the last word; whole characters, so that no emoji is cut in two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toLocaleUpperCase();
}

/** A colour's angle for somebody, always the same. */
export function hueOf(identity: string): number {
  let hash = 0;
  for (const character of identity) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hash;
}
