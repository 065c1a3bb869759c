import type { Template } from './template.ts';

/** `balance` and `threshold`: USD with four places. */
export const lowBalance: Template = ({ data: { balance = '', threshold = '' }, publicUrl }) => ({
  subject: 'Your balance is low',
  paragraphs: [
    `Your balance is ${toDollars(balance)}, which is less than ${toDollars(threshold)}. No new meetings can be made once it is used up.`,
    `You can top it up at ${publicUrl}. This is the only mail about it until then.`,
  ],
});

/** `-0.0040` is `-$0.0040`, and `2.0000` is `$2.00`. */
function toDollars(usd: string): string {
  const short = usd.replace(/00$/, '');
  return short.startsWith('-') ? `-$${short.slice(1)}` : `$${short}`;
}
