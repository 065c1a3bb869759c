/** A word, or words in this order. */
export interface SearchTerm {
  text: string;
  /** It is not to be there. */
  isExcluded: boolean;
}

const tokenPattern = /(-?)"([^"]*)"?|(-?)([^\s"]+)/g;

/**
 * Reads what people type into a search box: words, "phrases", `or` between them, `-` before what is not to be there.
 * @returns the terms that must all hold, for each side of an `or`.
 */
export function parseSearch(text: string): SearchTerm[][] {
  const sides: SearchTerm[][] = [[]];
  for (const [, phraseSign, phrase, sign, word] of text.matchAll(tokenPattern)) {
    if (word?.toLowerCase() === 'or' && sign === '') sides.push([]);
    else sides.at(-1)?.push({ text: phrase ?? word ?? '', isExcluded: (phraseSign ?? sign) === '-' });
  }
  return sides.filter((terms) => terms.length > 0);
}
