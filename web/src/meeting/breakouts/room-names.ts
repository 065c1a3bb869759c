const MOST_ROOMS = 20;
const LONGEST_NAME = 64;

/** Reads names, one a line; `problem` says in a sentence what is wrong with them. */
export function readRoomNames(text: string): { names: string[]; problem: string | undefined } {
  const names = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { names, problem: problemOf(names) };
}

function problemOf(names: string[]): string | undefined {
  if (names.length === 0) return 'Enter at least one room.';
  if (names.length > MOST_ROOMS) return `Enter up to ${MOST_ROOMS} rooms.`;
  if (names.some((name) => name.length > LONGEST_NAME)) return `A name has up to ${LONGEST_NAME} characters.`;
  return undefined;
}
