export interface Pair {
  bare: number;
  ours: number;
}

const rounds = 5;

/**
 * Measures both sides five times in turn, each first in every other round, so that whatever else the machine does
 * falls on both.
 */
export async function alternate(measureBare: () => Promise<number>, measureOurs: () => Promise<number>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const bare = await measureBare();
      pairs.push({ bare, ours: await measureOurs() });
    } else {
      const ours = await measureOurs();
      pairs.push({ bare: await measureBare(), ours });
    }
  }
  return pairs;
}
