import { ModelError } from '../../platform/stt/models/model-error.ts';
import { lastLines, runTool } from '../local/tools/run-tool.ts';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('hear-noise.ts', import.meta.url));

/** Lets Vosk hear something with a model, in a process of its own: a damaged model can end it by a signal. */
export async function tryModel(folder: string): Promise<void> {
  const command = { file: process.execPath, args: [program, folder], env: { PATH: process.env.PATH ?? '' }, cwd: '/', runAs: null };
  const { code, output } = await runTool(command);
  if (code !== 0) throw new ModelError(`Vosk cannot use this model (${lastLines(output, 1) || 'it crashes'})`);
}
