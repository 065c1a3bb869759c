import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPython } from '../../support/python.ts';

const run = promisify(execFile);

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
