/**
 * How much of what was said is not as it was heard: insertions, deletions and changes by word, 0 for the same text. Models
 * divide Korean words as they were trained, and so has `said` to be divided.
 */
export function wordErrorRate(said: string, heard: string): number {
  return rate(said.split(/\s+/), heard.split(/\s+/));
}

/** The same by letter. Spaces do not count, and Korean syllables count by their letters. */
export function letterErrorRate(said: string, heard: string): number {
  return rate(lettersOf(said), lettersOf(heard));
}

function rate(wanted: string[], heard: string[]): number {
  return distance(wanted, heard) / wanted.length;
}

function lettersOf(text: string): string[] {
  return [...text.replaceAll(/\s/g, '').normalize('NFD')];
}

/** Levenshtein's. */
function distance(a: string[], b: string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const letter of a) {
    const above = row;
    row = [(above[0] as number) + 1];
    for (const [column, other] of b.entries()) {
      const change = (above[column] as number) + (letter === other ? 0 : 1);
      row.push(Math.min(change, (above[column + 1] as number) + 1, (row[column] as number) + 1));
    }
  }
  return row.at(-1) as number;
}
