/**
 * `npm run bench`: measures what the issues demand, against real servers of its own. Name some benches to run only
 * these: `npm run bench -- token`. `--seconds 10` shortens what can be shortened. Exits 1 when a figure is not met.
 */
import { parseArgs } from 'node:util';
import { startOwnStack } from '../support/stack.ts';
import { captionsBench } from './benches/captions.ts';
import { eventsBench } from './benches/events.ts';
import { keysBench } from './benches/keys.ts';
import { loginBench } from './benches/login.ts';
import { meetingsBench } from './benches/meetings.ts';
import { participantsBench } from './benches/participants.ts';
import { realtimeBench } from './benches/realtime.ts';
import { recorderBench } from './benches/recorder.ts';
import { tokenBench } from './benches/token.ts';
import type { Bench, BenchOptions, Figure } from './support/bench.ts';
import { printTable } from './support/report.ts';

/** A new bench is a file in benches/ and a place in this list. */
const benches: Bench[] = [tokenBench, participantsBench, eventsBench, recorderBench, keysBench, loginBench, meetingsBench, realtimeBench, captionsBench];

const { values, positionals: wanted } = parseArgs({ allowPositionals: true, options: { seconds: { type: 'string' } } });
const options: BenchOptions = values.seconds === undefined ? {} : { seconds: Number(values.seconds) };
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are: ${benches.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
const figures = await measure(benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name)));
printTable(figures);
process.exit(figures.every(({ isMet }) => isMet) ? 0 : 1);

async function measure(chosen: Bench[]): Promise<Figure[]> {
  const servers = await startOwnStack();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void servers.stop().finally(() => process.exit(1)));
  }
  try {
    const results: Figure[] = [];
    for (const bench of chosen) {
      console.log(`${bench.name} ...`);
      results.push(...(await bench.run(servers, options)));
    }
    return results;
  } finally {
    await servers.stop();
  }
}
