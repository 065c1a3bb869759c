import { statfs } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { chromiumFlags } from './chromium-flags.ts';
import { makeProfile, removeAbandonedProfiles, removeProfile } from './profiles.ts';

/** A headless Chromium that ends with this process, however that ends. */
export interface Chromium {
  browser: Browser;
  /** Ends it and removes its profile. */
  close(): Promise<void>;
}

const LEAST_SHARED_MEMORY_BYTES = 512 * 1024 * 1024;
const PATH = '/usr/local/bin:/usr/bin:/bin';

/** Starts the program at `path` with a profile of its own. */
export async function launchChromium(path: string): Promise<Chromium> {
  await removeAbandonedProfiles();
  const profile = await makeProfile();
  try {
    const browser = await launch(path, profile);
    return {
      browser,
      async close() {
        await browser.close();
        await removeProfile(profile);
      },
    };
  } catch (error) {
    await removeProfile(profile);
    throw error;
  }
}

/** It talks over a pipe, so there is no port that others could use, and gets nothing of this process's environment. */
async function launch(path: string, profile: string): Promise<Browser> {
  // Every process comes by this file, and only a recorder needs the library, which takes 50 MB.
  const { chromium } = await import('playwright-core');
  const flags = chromiumFlags({ isRoot: process.getuid?.() === 0, hasSharedMemory: await hasSharedMemory() });
  return chromium.launch({
    executablePath: '/bin/sh',
    // When this process is killed, the kernel kills the browser, and its other processes end with it.
    artifactsDir: profile,
    args: ['-c', 'exec setpriv --pdeathsig KILL -- "$@"', 'sh', path, ...flags, `--user-data-dir=${profile}`],
    ignoreDefaultArgs: true,
    env: { PATH, HOME: profile, TMPDIR: profile, LANG: 'C.UTF-8' },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Video passes between Chromium's processes there; without it, it is written to the disk all the time. */
async function hasSharedMemory(): Promise<boolean> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= LEAST_SHARED_MEMORY_BYTES;
}
