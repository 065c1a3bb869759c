import { findChromium } from '../../../platform/browser/find-chromium.ts';
import { findProgram } from '../../../platform/find-program.ts';
import type { AptSoftware } from './apt-packages.ts';

/** What the recorder runs: a Chromium with letters for every script, and ffmpeg. */
export function recorderPrograms(env: NodeJS.ProcessEnv): AptSoftware {
  const path = env.PATH ?? '';
  return {
    title: 'Chromium or ffmpeg',
    purpose: 'for recordings',
    packages: ['chromium', 'fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji', 'ffmpeg'],
    async isInstalled() {
      const programs = [findChromium(path, env.CHROMIUM_PATH), findProgram('ffmpeg', path), findProgram('ffprobe', path)];
      return (await Promise.all(programs)).every((program) => program !== null);
    },
  };
}
