import { baseOf } from '../find-model.ts';

/** What ends a sentence where it is not a full stop. None is put where a language does without. */
const stops: Record<string, string> = {
  ...{ hi: '।', ne: '।', bn: '।', mr: '.', ur: '۔', hy: '։', am: '።', my: '။', km: '។' },
  ...{ th: '', lo: '' },
};

/** Of languages in which what comes last tells whether it ends a sentence; anything else may go on in the next segment. */
const endings: Record<string, [ending: RegExp, mark: string][]> = {
  ko: [[/(까|나요|가요|니)$/u, '?'], [/(다|요|죠|네|군|지|라|자|함|음)$/u, '.']],
  ja: [[/(ですか|ますか|でしょうか|ましたか|ませんか)$/u, '？'], [/(です|ます|でした|ました|ません|ましょう|ください|だ|た|る|い|ね|よ)$/u, '。']],
  zh: [[/[吗呢]$/u, '？'], [/[了的吧啊呀好对]$/u, '。']],
};

/** Puts a capital at the beginning of a segment and a mark at its end, as its language does. */
export function punctuate(text: string, language: string): string {
  const base = baseOf(language);
  const trimmed = text.trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return trimmed;
  const sentence = base === 'en' ? trimmed.replace(/\bi(?=\b(?!\.\p{L}))/gu, 'I') : trimmed;
  return capitalise(sentence, base) + (/[\p{L}\p{N}\p{M}*]$/u.test(sentence) ? markAfter(sentence, base) : '');
}

function capitalise(text: string, base: string): string {
  const [first = ''] = text;
  // `ß` alone would become two.
  const capital = upperCase(first, base);
  return [...capital].length === 1 ? capital + text.slice(first.length) : text;
}

function upperCase(letter: string, base: string): string {
  return base === 'tr' || base === 'az' ? letter.toLocaleUpperCase('tr') : letter.toUpperCase();
}

function markAfter(text: string, base: string): string {
  const known = endings[base];
  if (!known) return stops[base] ?? '.';
  return known.find(([ending]) => ending.test(text))?.[1] ?? '';
}
