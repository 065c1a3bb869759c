import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The path of a program in PATH (and in `alsoIn`), or null. */
export async function findProgram(name: string, path: string, alsoIn: string[] = []): Promise<string | null> {
  for (const folder of [...path.split(delimiter), ...alsoIn]) {
    if (!folder) continue;
    const file = join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}
