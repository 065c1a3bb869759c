import { invalidField } from '../../../core/errors.ts';

/** One emoji, also such as a client writes without saying that it is to be in colour. */
const emojiPattern = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v;

/** Throws a 400 for anything but one emoji: what floats over a meeting shall not be words. */
export function requireEmoji(emoji: string): void {
  if (!emojiPattern.test(emoji)) throw invalidField('/emoji', 'This is not an emoji.');
}
