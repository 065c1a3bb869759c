import { type Static, Type } from 'typebox';
import { invalidField } from '../../../core/errors.ts';
import { type Money, parseUsd } from '../../../core/money.ts';
import { Usd } from '../transaction-view.ts';

export const Settings = Type.Object({ ratePerParticipantMinute: Usd });

const mostPerMinute = 1_000;

/** As it is told, or as a number. */
export const RateInput = Type.Union(
  [
    Type.String({ pattern: '^(?:[0-9]{1,3}(?:\\.[0-9]{1,4})?|1000(?:\\.0{1,4})?)$' }),
    Type.Number({ minimum: 0, maximum: mostPerMinute, multipleOf: 0.0001 }),
  ],
  { description: 'What a participant costs a minute in meetings that end from now on: USD, at most four decimals.' },
);

/** The rate of such a field; a 400 for more than four decimals. */
export function readRateInput(value: Static<typeof RateInput>): Money {
  const text = typeof value === 'string' ? value : value.toFixed(4);
  const isExact = Math.abs(Number(text) - Number(value)) <= 4 * Number.EPSILON * Number(value);
  const rate = isExact ? parseUsd(text) : null;
  if (rate === null) throw invalidField('/ratePerParticipantMinute', 'must have at most four decimals');
  return rate;
}
