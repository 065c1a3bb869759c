import { randomText } from '../../../core/ids.ts';

/** A new code that lets others into a company: 20 characters, 100 random bits. */
export function generateInviteCode(): string {
  return randomText(20);
}
