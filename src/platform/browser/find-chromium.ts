import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * The path of a Chromium: `given` (the setting `CHROMIUM_PATH`), else the first of the usual names in the folders of
 * `path`; null when there is none. Throws when no program is where `given` says.
 */
export async function findChromium(path: string, given?: string): Promise<string | null> {
  if (given) {
    if (await isProgram(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, but no program is there.`);
  }
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const name of NAMES) {
      if (await isProgram(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
