/** What one can react with, and how it is read aloud. */
export const REACTIONS: readonly [emoji: string, name: string][] = [
  ['👍', 'thumbs up'],
  ['❤️', 'heart'],
  ['😂', 'laughter'],
  ['🎉', 'celebration'],
  ['👏', 'applause'],
];
