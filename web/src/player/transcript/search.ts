import type { ShownSegment } from './spots.ts';

/** A segment that holds what is searched for. */
export interface Match {
  /** The segment's place among all. */
  index: number;
  /** The places of its words that are meant; none where only the speaker's name fits. */
  words: ReadonlySet<number>;
}

/** A segment made ready to be searched. */
export interface Searchable {
  speaker: string;
  /** Its words with one space between two. */
  text: string;
  /** Where each word begins in it. */
  offsets: readonly number[];
}

/** Takes away what nobody searches by: small and capital, and different ways to write the same character. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ');
}

export function toSearchable({ speaker, words }: Pick<ShownSegment, 'speaker' | 'words'>): Searchable {
  const offsets: number[] = [];
  let text = '';
  for (const word of words) {
    offsets.push(text.length);
    text += `${fold(word.text)} `;
  }
  return { speaker: fold(speaker ?? ''), text: text.trimEnd(), offsets };
}

/** The segments that hold a text, which may go over several words, or whose speaker has such a name; null to search for nothing. */
export function search(segments: readonly Searchable[], query: string): Match[] | null {
  const wanted = fold(query).trim();
  if (wanted === '') return null;
  return segments.flatMap((segment, index) => {
    const words = wordsWith(segment, wanted);
    return words.size > 0 || segment.speaker.includes(wanted) ? [{ index, words }] : [];
  });
}

function wordsWith({ text, offsets }: Searchable, wanted: string): Set<number> {
  const found = new Set<number>();
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    const next = offsets.findIndex((offset) => offset > at);
    let word = (next === -1 ? offsets.length : next) - 1;
    for (; word < offsets.length && (offsets[word] ?? Infinity) < at + wanted.length; word += 1) found.add(word);
  }
  return found;
}
