import { findChromium as findInstalled } from '../../src/platform/browser/find-chromium.ts';
import { lineProgress } from '../../src/start/local/progress.ts';
import { requireAptSoftware } from '../../src/start/local/tools/apt-packages.ts';
import { recorderPrograms } from '../../src/start/local/tools/recorder-programs.ts';

/** Sees to it that Chromium and ffmpeg are here, as the start does. */
export function requireRecorderPrograms(): Promise<void> {
  return requireAptSoftware(recorderPrograms(process.env), process.env, lineProgress(console.log));
}

/** The path of a Chromium for the tests. */
export async function findChromium(): Promise<string> {
  await requireRecorderPrograms();
  const { PATH = '', CHROMIUM_PATH } = process.env;
  return (await findInstalled(PATH, CHROMIUM_PATH)) as string;
}
