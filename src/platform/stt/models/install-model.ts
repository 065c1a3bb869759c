import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findMissing } from './check-model.ts';
import { download, type ShowProgress } from './download.ts';
import { isLanguageTag } from './language-tag.ts';
import { ModelError } from './model-error.ts';
import { swapFolders } from './swap-folders.ts';
import { unpackZip, type ZipLimits } from './unpack-zip.ts';

export interface InstallOptions {
  language: string;
  /** A folder, a zip file, or the http(s) URL of a zip file. */
  source: string;
  modelsFolder: string;
  /** Rejects when Vosk cannot hear with the model in this folder. */
  tryModel(folder: string): Promise<void>;
  showProgress: ShowProgress;
  /** Called with the SHA-256 of the zip file, in hexadecimal digits, before it is unpacked. */
  showChecksum(sha256: string): void;
  limits?: InstallLimits;
}

export interface InstallLimits extends ZipLimits {
  /** Of a zip file that is downloaded. */
  downloadBytes: number;
}

const gigabyte = 1024 ** 3;
/** The largest model of Vosk's own list is a zip file of 2.3 GB. */
const usualLimits: InstallLimits = { downloadBytes: 8 * gigabyte, bytes: 24 * gigabyte, entries: 10_000, ratio: 50 };

/**
 * Puts a model at `<modelsFolder>/<language>`, in place of one that is there, and answers that folder. It appears there
 * whole, or nothing changes. One at a time for a language: the caller sees to that. Throws a ModelError that says what
 * is wrong with the source.
 */
export async function installModel(options: InstallOptions): Promise<string> {
  const { modelsFolder, tryModel } = options;
  const language = readTag(options.language);
  const target = resolve(modelsFolder, language);
  // Beside the target, so that it can be renamed. What a killed installation left is overwritten.
  const work = resolve(modelsFolder, `.${language}.unfinished`);
  const fresh = join(work, 'model');
  await rm(work, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    await fill(fresh, work, options);
    await refuseIncomplete(fresh);
    await tryModel(fresh);
    await swapFolders(fresh, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return target;
}

/** As BCP 47 writes it: `en-us` is `en-US`. */
function readTag(text: string): string {
  try {
    const tag = Intl.getCanonicalLocales(text)[0];
    if (tag !== undefined && isLanguageTag(tag)) return tag;
  } catch {
    // No tag at all.
  }
  throw new ModelError(`${JSON.stringify(text)} is no language tag such as ko or en-US`);
}

async function fill(fresh: string, work: string, options: InstallOptions): Promise<void> {
  const { source, showProgress, showChecksum, limits = usualLimits } = options;
  const url = readUrl(source);
  if (url === null && (await isFolder(source))) return copy(source, fresh);
  const zip = url ? join(work, 'model.zip') : source;
  if (url) await download(url, zip, limits.downloadBytes, showProgress);
  showChecksum(await hashFile(zip));
  await unpackZip(zip, fresh, limits);
}

/** Looked at before it is copied: it may be anything. */
async function copy(source: string, fresh: string): Promise<void> {
  await refuseIncomplete(source);
  await cp(source, fresh, { recursive: true, dereference: true });
}

async function refuseIncomplete(folder: string): Promise<void> {
  const missing = await findMissing(folder);
  if (missing.length > 0) throw new ModelError(`this is no complete model of Vosk: ${missing.join(', ')} missing`);
}

/** Null for a path. */
function readUrl(source: string): URL | null {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(source)) return null;
  const url = URL.parse(source);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new ModelError('the URL must begin with https:// or http://');
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new ModelError(`${path} is not there`);
  // A device may have no end.
  if (!found.isFile() && !found.isDirectory()) throw new ModelError(`${path} is neither a folder nor a file`);
  return found.isDirectory();
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
