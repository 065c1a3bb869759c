import { Type } from 'typebox';
import { invalidField } from '../../core/errors.ts';
import { fromNumber, type Money } from '../../core/money.ts';

/** Dollars as a JSON number with at most two decimals. */
export const amountInput = (minimum: number, maximum: number) =>
  Type.Number({ minimum, maximum, multipleOf: 0.01, description: 'US dollars, at most two decimals.' });

/** The amount of a field that such a schema has let through; a 400 when a fraction of a cent is in it all the same. */
export function readAmount(value: number, path: string): Money {
  const amount = fromNumber(value);
  if (amount === null) throw invalidField(path, 'must have at most two decimals');
  return amount;
}
