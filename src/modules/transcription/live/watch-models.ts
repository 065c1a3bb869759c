import type { Logger } from 'pino';
import { listLanguages } from '../../../platform/stt/models/list-models.ts';

/** A model may be added or removed while this process runs. */
const lookEveryMs = 3_000;

export interface WatchedModels {
  /** The languages of the complete models that are there now. */
  readLanguages(): readonly string[];
  close(): void;
}

/** Looks into the folder of the models now and then, and tells of each change; also of what is there at first. */
export async function watchModels(
  folder: string,
  logger: Logger,
  changed: (languages: readonly string[], added: readonly string[]) => void,
): Promise<WatchedModels> {
  let languages: readonly string[] = [];
  const look = async () => {
    const found = await listLanguages(folder).catch((error: unknown) => {
      logger.warn({ err: error, folder }, 'The models cannot be looked at; tried again');
      return languages;
    });
    if (found.join() === languages.join()) return;
    const added = found.filter((language) => !languages.includes(language));
    languages = found;
    changed(languages, added);
  };
  await look();
  if (languages.length === 0) logger.warn(`Nothing is transcribed here: ${howToAdd(folder)}`);
  const timer = setInterval(() => void look(), lookEveryMs);
  return { readLanguages: () => languages, close: () => clearInterval(timer) };
}

function howToAdd(folder: string): string {
  return `there is no model in ${folder}. Add one: npm run model -- add <language> <path|url>`;
}
