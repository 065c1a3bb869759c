/** So many characters are looked up at once. */
const size = 3;

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

/** Text in the one form in which it is compared: compatible characters are the same one, and so are capitals. */
export function toComparable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Some characters of a word, and where in the text they begin. */
export interface Gram {
  text: string;
  position: number;
}

/**
 * What a text is found by where words cannot be told apart or not be brought to a stem: each three characters of a word
 * that follow each other, and the two and the one with which it ends.
 */
export function gramsOf(text: string): Gram[] {
  return wordsOf(text).flatMap(({ letters, position }) =>
    letters.map((_, i) => ({ text: letters.slice(i, i + size).join(''), position: position + i })),
  );
}

/** The grams that all have to be there, at these distances, for a text to contain some words in this order. */
export function gramsToFind(text: string): Gram[] {
  return wordsOf(text).flatMap(({ letters, position }) =>
    startsIn(letters.length).map((i) => ({ text: letters.slice(i, i + size).join(''), position: position + i })),
  );
}

/** Whether a gram stands for all that begin with it: the text may go on. */
export function isPrefix({ text }: Gram): boolean {
  return [...text].length < size;
}

/** As few as cover a word: one after the other, and the last. */
function startsIn(length: number): number[] {
  if (length <= size) return [0];
  const starts = Array.from({ length: Math.ceil(length / size) }, (_, i) => Math.min(i * size, length - size));
  return [...new Set(starts)];
}

/** Words with their letters; what stands between two of them counts as one character. */
function wordsOf(text: string): { letters: string[]; position: number }[] {
  const words = (toComparable(text).match(wordPattern) ?? []).map((word) => [...word]);
  let position = 1;
  return words.map((letters) => {
    const word = { letters, position };
    position += letters.length + 1;
    return word;
  });
}
