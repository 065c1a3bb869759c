import type { Money } from '../../../core/money.ts';

/** USDC has six decimals, our money four. */
export const unitsPerMoney = 100n;
/** $5: less waits for more. */
export const leastUnits = 5_000_000n;

/**
 * What deposits come to, each rounded down together with what was left of those before it, so that nothing gets lost
 * however often little comes.
 */
export function shareOut(rest: bigint, units: readonly bigint[]): Money[] {
  let left = rest;
  return units.map((each) => {
    const total = left + each;
    left = total % unitsPerMoney;
    return total / unitsPerMoney;
  });
}
