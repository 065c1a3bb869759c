import { type Gram, gramsToFind, isPrefix } from '../../core/grams.ts';
import { parseSearch, type SearchTerm } from '../../core/parse-search.ts';

/** A tsquery for grams as toSearchable writes them; null when the text holds nothing that can be looked for. */
export function toGramQuery(text: string): string | null {
  const either = parseSearch(text).flatMap((terms) => joinTerms(terms) ?? []);
  return either.length === 0 ? null : either.join(' | ');
}

function joinTerms(terms: readonly SearchTerm[]): string | null {
  const parts = terms.flatMap(({ text, isExcluded }) => {
    const grams = chain(gramsToFind(text));
    if (grams === null) return [];
    return isExcluded ? `!(${grams})` : `(${grams})`;
  });
  return parts.length === 0 ? null : `(${parts.join(' & ')})`;
}

/** Grams at the distances at which they stand to each other. They hold letters and digits alone. */
function chain(grams: readonly Gram[]): string | null {
  if (grams.length === 0) return null;
  return grams
    .map((gram, i) => {
      const before = grams[i - 1];
      const distance = before === undefined ? '' : `<${gram.position - before.position}> `;
      return `${distance}'${gram.text}'${isPrefix(gram) ? ':*' : ''}`;
    })
    .join(' ');
}
