import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The path of a program in the folders of `path`, or null; of several names the first one in the first folder that has any. */
export async function findProgram(name: string | readonly string[], path: string): Promise<string | null> {
  const names = [name].flat();
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const each of names) {
      const file = join(folder, each);
      if (await isProgram(file)) return file;
    }
  }
  return null;
}

export async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
