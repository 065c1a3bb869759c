import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Check {
  name: string;
  command: [program: string, ...args: string[]];
}

/** What needs no server: each is one test of the total. */
export const checks: Check[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'types-web', command: ['tsc', '--project', 'web'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'imports', command: ['depcruise', 'src'] },
];

/** Runs one check with the project's own tools; what it prints is shown when it fails. */
export async function runCheck({ name, command: [program, ...args] }: Check) {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [`node_modules/.bin/${program}`, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  const isGood = code === 0;
  console.log(`${isGood ? '✔' : '✖'} ${name} (${Date.now() - startedAt} ms)`);
  if (!isGood) console.log(output.join(''));
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
}
