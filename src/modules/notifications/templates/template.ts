import type { MailContent } from '../render-mail.ts';

export interface Occasion {
  /** What was written down with it; an earlier version may have written less. */
  data: Record<string, string | undefined>;
  publicUrl: string;
  /** When it happened. */
  at: Date;
}

/** Says something in a mail. */
export type Template = (occasion: Occasion) => MailContent;

/** Such as `22 Nov 2026, 09:30 UTC`. */
export function formatTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(at.toUTCString()) ?? [];
  return `${Number(day)} ${month} ${year}, ${time} UTC`;
}
