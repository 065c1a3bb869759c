import { once } from 'node:events';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { systemEnvironment } from '../../support/stack.ts';
import { loadCore, spawnPinned } from './spawn-pinned.ts';

const autocannon = createRequire(import.meta.url).resolve('autocannon');
const connections = 32;

export interface Call {
  url: string;
  headers: Record<string, string>;
  body: object;
}

/** What autocannon reports with `--json`, as far as it is read here. */
interface Report {
  '2xx': number;
  non2xx: number;
  errors: number;
  /** Seconds. */
  duration: number;
}

/** Posts the same body over 32 keep-alive connections from a core of its own. Returns the answers per second. */
export async function measureThroughput({ url, headers, body }: Call, seconds: number): Promise<number> {
  const headerArgs = Object.entries({ ...headers, 'content-type': 'application/json' });
  const args = ['--connections', String(connections), '--duration', String(seconds), '--method', 'POST'];
  args.push(...headerArgs.flatMap(([name, value]) => ['--headers', `${name}=${value}`]));
  args.push('--body', JSON.stringify(body), '--no-progress', '--json', url);
  const env = systemEnvironment();
  const child = spawnPinned(autocannon, args, { core: loadCore, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await Promise.all([text(child.stdout as Readable), once(child, 'exit')]);
  const report = JSON.parse(output) as Report;
  if (report.non2xx + report.errors > 0) throw new Error(`${url}: ${report.non2xx} not 2xx, ${report.errors} errors`);
  return report['2xx'] / report.duration;
}
