import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where older models have a file of today's: without the folder around it, but for those of the i-vectors. */
const flat = (file: string) => file.replace(/^(am|conf|graph\/phones|graph)\//, '');

const always = ['am/final.mdl', 'graph/phones/word_boundary.int'];
/** A graph is one file, or two with a list beside them; only with two can phrases be given. */
const wholeGraph = ['graph/HCLG.fst'];
const splitGraph = ['graph/HCLr.fst', 'graph/Gr.fst', 'graph/disambig_tid.int'];
const features = ['conf/mfcc.conf', 'conf/fbank.conf'];
const settings = 'conf/model.conf';
const ivector = ['final.dubm', 'final.ie', 'final.mat', 'global_cmvn.stats', 'online_cmvn.conf', 'splice.conf'];

/** The files that a model in this folder lacks, as paths in it; none: it is complete. Empty files count as missing. */
export async function findMissing(folder: string): Promise<string[]> {
  const isFlat = await hasContent(join(folder, flat('am/final.mdl')));
  const missingOf = (files: string[]) => findAbsent(folder, isFlat ? files.map(flat) : files);
  const missing = await missingOf(isFlat ? always : [...always, settings]);
  if (await needsIvector(folder)) missing.push(...(await missingOf(ivector.map((file) => `ivector/${file}`))));
  const [noFeatures, noGraph, noParts] = await Promise.all([features, wholeGraph, splitGraph].map(missingOf));
  if (noFeatures?.length === features.length) missing.push('conf/mfcc.conf');
  if (noGraph?.length && noParts?.length) missing.push(...(noParts.length < splitGraph.length ? noParts : ['graph/HCLG.fst or HCLr.fst with Gr.fst']));
  return missing;
}

/** A model that was trained with i-vectors has a folder of them, or says so in its settings. */
async function needsIvector(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, settings), 'utf8').catch(() => '');
  const found = await stat(join(folder, 'ivector')).catch(() => null);
  return found !== null || text.includes('ivector');
}

async function findAbsent(folder: string, files: string[]): Promise<string[]> {
  const found = await Promise.all(files.map((file) => hasContent(join(folder, file))));
  return files.filter((_, index) => !found[index]);
}

async function hasContent(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isFile() && found.size > 0, () => false);
}
