import { meanConfidence } from './mean-confidence.ts';
import type { HeardWord, Utterance } from './speech.ts';

/** What Vosk answers, of which the words stand only in results that are not partial. */
interface Answer {
  text?: string;
  partial?: string;
  result?: { word: string; start: number; end: number; conf: number }[];
}

/** Models have words such as `[3]`, `[noise]` or `<UNK>` for what is not speech. */
const noSpeech = /^[[<].*[\]>]$/;

/** A result of Vosk with its words, or null when nothing was said. */
export function readUtterance(json: string): Utterance | null {
  const words = ((JSON.parse(json) as Answer).result ?? []).filter(({ word }) => !noSpeech.test(word)).map(toWord);
  if (words.length === 0) return null;
  return { text: words.map(({ word }) => word).join(' '), words, confidence: meanConfidence(words) };
}

/** The text of a partial result, which may be empty. */
export function readPartial(json: string): string {
  const text = (JSON.parse(json) as Answer).partial ?? '';
  return text.split(' ').filter((word) => word !== '' && !noSpeech.test(word)).join(' ');
}

/** Vosk's confidence can be a little above 1. */
function toWord({ word, start, end, conf }: NonNullable<Answer['result']>[number]): HeardWord {
  return { word, start, end, confidence: Math.min(1, conf) };
}
