import { randomText } from '../../core/ids.ts';

/** A new id such as `abc-defg-hij`, which can be read aloud: 50 random bits. */
export function newMeetingId(): string {
  return [3, 4, 3].map(randomText).join('-');
}
