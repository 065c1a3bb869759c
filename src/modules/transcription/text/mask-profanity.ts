import { baseOf } from '../find-model.ts';
import { profaneWords } from './profane-words.ts';

/** Where what is profane may stand inside of what is written as one word. */
const unseparated = new Set(['ko', 'ja', 'zh']);

const patterns = new Map<string, RegExp | null>();

/** Leaves the first letter of a profane word and writes `*` for the others. Nothing is known of some languages. */
export function maskProfanity(text: string, language: string): string {
  const pattern = patternOf(baseOf(language));
  return pattern === null ? text : text.replace(pattern, mask);
}

function mask(word: string): string {
  const [first = '', ...rest] = word;
  return first + '*'.repeat(rest.length);
}

function patternOf(base: string): RegExp | null {
  let pattern = patterns.get(base);
  if (pattern === undefined) patterns.set(base, (pattern = createPattern(base)));
  return pattern;
}

function createPattern(base: string): RegExp | null {
  const words = Object.hasOwn(profaneWords, base) ? profaneWords[base]?.split(/\s+/).filter((word) => word !== '') : undefined;
  if (!words) return null;
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  if (unseparated.has(base)) return new RegExp(longestFirst.join('|'), 'giu');
  const forms = longestFirst.map((word) => word.replace('*', String.raw`[\p{L}\p{M}]*`));
  return new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${forms.join('|')})(?![\p{L}\p{M}\p{N}])`, 'giu');
}
