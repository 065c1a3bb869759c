import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const oldestMinor = 10;
const packages = ['python3', 'python3-pip'];

/** The `python3` in PATH, or PYTHON; with pip, which root gets from apt-get where there is none. */
export async function findPython(): Promise<{ python: string; minor: number }> {
  const python = process.env['PYTHON'] || 'python3';
  const minor = (await readMinor(python)) ?? (await installWithApt().then(() => readMinor(python)));
  if (minor !== undefined && minor >= oldestMinor) return { python, minor };
  throw new Error(`This test needs Python 3.${oldestMinor} or newer with pip: sudo apt-get install ${packages.join(' ')}`);
}

async function readMinor(python: string): Promise<number | undefined> {
  const answer = run(python, ['-c', 'import pip, sys; print(sys.version_info.minor)']);
  return answer.then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
}

async function installWithApt(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${packages.join(' and ')} with apt-get for a test.`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}
