import type { TranscriptionOptions } from '../../../contracts/transcription.ts';
import type { StoredSegment } from '../tables.ts';
import { maskProfanity } from './mask-profanity.ts';
import { punctuate } from './punctuate.ts';

type Heard = Pick<StoredSegment, 'text' | 'words'>;

/** What was heard, as it is to be read: without profane words where these are not wanted, and as a sentence. */
export function writeOut({ language, options }: { language: string; options: TranscriptionOptions }, { text, words }: Heard): Heard {
  const isMasked = options.profanityFilter ?? false;
  const clean = isMasked ? maskProfanity(text, language) : text;
  return {
    text: (options.punctuation ?? true) ? punctuate(clean, language) : clean,
    words: isMasked ? words.map((word) => ({ ...word, word: maskProfanity(word.word, language) })) : words,
  };
}
