import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { waitForLock } from './lock.ts';
import type { Progress } from './progress.ts';
import { lastLines, runTool } from './tools/run-tool.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SOURCES = ['web', 'src/contracts', 'src/sdk', 'package-lock.json'];
const BUILT = join(ROOT, 'dist/web');
const STAMP = join(ROOT, 'dist/web.stamp');
const LONGEST_BUILD_MS = 5 * 60_000;

/**
 * Builds the web page into dist/web when its sources have changed since the last build. A page that cannot be built
 * does not keep the API from starting. Answers whether there is a page.
 */
export async function buildWebPage(env: NodeJS.ProcessEnv, progress: Progress): Promise<boolean> {
  if (!existsSync(join(ROOT, 'web/vite.config.ts'))) return existsSync(BUILT);
  const lock = await waitForLock(`web page ${BUILT}`, LONGEST_BUILD_MS);
  try {
    const stamp = await hashSources();
    if (existsSync(BUILT) && (await readFile(STAMP, 'utf8').catch(() => '')) === stamp) return true;
    const failure = await progress.step('Building the web page', () => build(env));
    if (failure === null) await writeFile(STAMP, stamp);
    else progress.line(`The web page could not be built: ${failure}`);
    return existsSync(BUILT);
  } finally {
    lock.release();
  }
}

/** Builds beside the page that may be served right now and then takes its place. Answers why it failed, or null. */
async function build(env: NodeJS.ProcessEnv): Promise<string | null> {
  const unfinished = `${BUILT}.new`;
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  const { code, output } = await runTool({
    file: process.execPath,
    args: [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--outDir', unfinished, '--emptyOutDir'],
    env: { ...(env as Record<string, string>), NODE_ENV: 'production', NO_COLOR: '1' },
    cwd: ROOT,
    runAs: null,
  });
  if (code !== 0) return lastLines(output, 5);
  await rm(BUILT, { recursive: true, force: true });
  await rename(unfinished, BUILT);
  return null;
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(join(ROOT, source))) {
      hash.update(`${relative(ROOT, file)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

/** All files below a folder, sorted; the file itself when it is one, none when there is nothing. */
async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? [path] : [];
  }
}
