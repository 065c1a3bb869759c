import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findMissing } from './check-model.ts';
import { isLanguageTag } from './language-tag.ts';

/** A folder of VOSK_MODELS_DIR that is named as a language. */
export interface Model {
  language: string;
  folder: string;
  /** The files that it lacks; a model that lacks any is not used. */
  missing: string[];
}

/** The models of a folder, by language; none when it is not there. Throws when it cannot be read. */
export async function listModels(modelsFolder: string): Promise<Model[]> {
  const names = await readdir(modelsFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const models = names.filter(isLanguageTag).toSorted().map(async (language) => {
    const folder = join(modelsFolder, language);
    const isFolder = await stat(folder).then((found) => found.isDirectory(), () => false);
    return isFolder ? [{ language, folder, missing: await findMissing(folder) }] : [];
  });
  return (await Promise.all(models)).flat();
}

/** The languages that can be heard with the models of a folder. */
export async function listLanguages(modelsFolder: string): Promise<string[]> {
  const models = await listModels(modelsFolder);
  return models.filter(({ missing }) => missing.length === 0).map(({ language }) => language);
}
