import { findProgram, isProgram } from '../find-program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * The path of a Chromium: `given` (the setting `CHROMIUM_PATH`), else the first of the usual names in the folders of
 * `path`; null when there is none. Throws when no program is where `given` says.
 */
export async function findChromium(path: string, given?: string): Promise<string | null> {
  if (!given) return findProgram(NAMES, path);
  if (await isProgram(given)) return given;
  throw new Error(`CHROMIUM_PATH is ${given}, but no program is there.`);
}
