import type { MediaType } from '../media-types.ts';

const maxLength = 200;

/** Control characters, halves of characters, and what turns the direction of text, so that `exe.4pm` reads `mp4.exe`. */
const unprintable = /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The name that a file was sent with, without folders and unprintable characters, and with the ending of what it is. */
export function cleanFilename(given: string, { endings }: MediaType): string {
  const last = given.replaceAll(unprintable, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  const name = [...last.replace(/^\.+/, '')].slice(0, maxLength).join('');
  if (name === '') return `upload.${endings[0]}`;
  const hasEnding = endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
  return hasEnding ? name : `${name}.${endings[0]}`;
}
