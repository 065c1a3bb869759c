/** What stands for a word that is in no phrase; models differ. */
const unknownWords = ['[unk]', '<unk>', '<UNK>'];

/** Phrases as Vosk takes them, and what was left out of them. */
export interface PhraseGrammar {
  /** A JSON array, or null when the model knows no word of any phrase. */
  json: string | null;
  unknown: string[];
}

/**
 * Writes the phrases with the words that the model has (`knows`). Words are tried as written, in small letters, and
 * without the punctuation around them. What is in no phrase is heard as unknown, where the model has a word for that.
 */
export function writeGrammar(phrases: readonly string[], knows: (word: string) => boolean): PhraseGrammar {
  const unknown = new Set<string>();
  const known = phrases.map((phrase) => wordsOf(phrase).flatMap((word) => {
    const found = spellings(word).find(knows);
    if (found === undefined) unknown.add(word);
    return found ?? [];
  }).join(' '));
  const lines = [...new Set(known)].filter((phrase) => phrase !== '');
  if (lines.length === 0) return { json: null, unknown: [...unknown] };
  return { json: JSON.stringify([...lines, ...unknownWords.filter(knows).slice(0, 1)]), unknown: [...unknown] };
}

function wordsOf(phrase: string): string[] {
  return phrase.normalize('NFC').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function spellings(word: string): string[] {
  const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return [word, word.toLowerCase(), bare, bare.toLowerCase()];
}
