import { access } from 'node:fs/promises';
import { join } from 'node:path';

import { findProgram } from '../../../platform/find-program.ts';
import type { AptSoftware } from './apt-packages.ts';
import { runTool } from './run-tool.ts';

/** What the ingress is linked with, by pkg-config's names. */
const LIBRARIES = ['gstreamer-1.0', 'gstreamer-app-1.0', 'gstreamer-base-1.0', 'gstreamer-controller-1.0', 'gstreamer-mpegts-1.0', 'gio-2.0'];
/** One plugin of each package of plugins that it uses. */
const PLUGINS = ['libgstapp.so', 'libgstflv.so', 'libgstvideoparsersbad.so', 'libgstx264.so', 'libgstlibav.so'];

/** GStreamer, and a C compiler to build the ingress with it. */
export function gstreamer(env: NodeJS.ProcessEnv): AptSoftware {
  return {
    title: 'GStreamer',
    purpose: 'for the ingress',
    packages: [
      'gcc',
      'libc6-dev',
      'pkg-config',
      'libgstreamer1.0-dev',
      'libgstreamer-plugins-base1.0-dev',
      'libgstreamer-plugins-bad1.0-dev',
      'gstreamer1.0-plugins-base',
      'gstreamer1.0-plugins-good',
      'gstreamer1.0-plugins-bad',
      'gstreamer1.0-plugins-ugly',
      'gstreamer1.0-libav',
    ],
    isInstalled: () => isInstalled(env.PATH ?? ''),
  };
}

async function isInstalled(path: string): Promise<boolean> {
  const [pkgConfig, compiler] = await Promise.all([findProgram('pkg-config', path), findProgram('gcc', path)]);
  if (!pkgConfig || !compiler) return false;
  const ask = (args: string[]) => runTool({ file: pkgConfig, args, env: { PATH: path }, cwd: '/', runAs: null });
  if ((await ask(['--exists', ...LIBRARIES])).code !== 0) return false;
  const folder = (await ask(['--variable=pluginsdir', 'gstreamer-1.0'])).output.trim();
  const found = PLUGINS.map((plugin) => access(join(folder, plugin)).then(() => true, () => false));
  return (await Promise.all(found)).every(Boolean);
}
