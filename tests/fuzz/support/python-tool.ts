import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const oldestMinor = 10;
const packages = ['python3', 'python3-pip'];

/** How a Python program is started: an interpreter and what its environment needs. */
export interface PythonTool {
  python: string;
  env: Record<string, string>;
}

/**
 * A pinned package of PyPI with all that it needs, in a folder of its own in the user's cache; installed once, so
 * neither a virtual environment nor root is needed. Throws one line that says what to do when Python or pip is missing.
 */
export async function installPythonTool(name: string, version: string): Promise<PythonTool> {
  const { python, minor } = await findPython();
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'plenum');
  const folder = join(cache, `${name}-${version}-py3.${minor}`);
  if (!existsSync(folder)) await install(python, `${name}==${version}`, cache, folder);
  return { python, env: { PYTHONPATH: folder, PYTHONNOUSERSITE: '1' } };
}

/** The `python3` in PATH, or PYTHON; with pip, which root gets from apt-get where there is none. */
async function findPython(): Promise<{ python: string; minor: number }> {
  const python = process.env['PYTHON'] || 'python3';
  const minor = (await readMinor(python)) ?? (await installWithApt().then(() => readMinor(python)));
  if (minor !== undefined && minor >= oldestMinor) return { python, minor };
  throw new Error(`The fuzz test needs Python 3.${oldestMinor} or newer with pip: sudo apt-get install ${packages.join(' ')}`);
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
  console.log(`Installing ${packages.join(' and ')} with apt-get for the fuzz test.`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

/** Into a folder beside, renamed when it is complete, so that a broken download leaves nothing that looks whole. */
async function install(python: string, requirement: string, cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const unfinished = `${folder}.${process.pid}`;
  console.log(`Installing ${requirement} from PyPI (half a minute).`);
  try {
    await run(python, ['-m', 'pip', 'install', '--quiet', '--target', unfinished, requirement], { timeout: 300_000 });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
