/** An amount of US dollars, in whole ten-thousandths. */
export type Money = bigint;

const perDollar = 10_000n;
const perCent = 100n;
/** Of the number itself: as far as arithmetic in floating point may have been off. */
const tolerance = 4 * Number.EPSILON;

/** Whole dollars as money. */
export const dollars = (count: number): Money => BigInt(count) * perDollar;

/** Whole cents as money. */
export const cents = (count: number): Money => BigInt(count) * perCent;

/** The whole cents of an amount, which must have no fraction of one. */
export function toCents(amount: Money): number {
  if (amount % perCent !== 0n) throw new Error('The amount has a fraction of a cent.');
  return Number(amount / perCent);
}

/** A decimal of dollars with four places, such as `25.0000` or `-0.0040`. */
export function formatUsd(amount: Money): string {
  const [sign, size] = amount < 0n ? ['-', -amount] : ['', amount];
  return `${sign}${size / perDollar}.${String(size % perDollar).padStart(4, '0')}`;
}

/** Dollars as a JSON number; null unless it has at most two decimals. */
export function fromNumber(value: number): Money | null {
  const count = Math.round(value * 100);
  const isWhole = Math.abs(value - count / 100) <= tolerance * Math.abs(value);
  return Number.isSafeInteger(count) && isWhole ? cents(count) : null;
}

/** A decimal of dollars with at most four places, not negative; null when the text is none. */
export function parseUsd(text: string): Money | null {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  return whole === undefined ? null : BigInt(whole) * perDollar + BigInt(fraction.padEnd(4, '0'));
}
