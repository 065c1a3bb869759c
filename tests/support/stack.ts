import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalServers, startLocalServers } from '../../src/start/local/servers.ts';

/** How the runner hands its servers to the test files: a JSON object of settings. */
export const sharedStackVariable = 'PLENUM_TEST_STACK';

/** Real PostgreSQL, Redis, LiveKit and MinIO in a folder of their own, for a test that may break them. */
export async function startOwnStack(settings: NodeJS.ProcessEnv = {}): Promise<LocalServers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plenum-test-'));
  const servers = await startLocalServers({ dataDir, env: { ...systemEnvironment(), ...settings }, report: () => {} });
  return {
    ...servers,
    async stop() {
      await servers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a process needs of this one's environment; no setting of Plenum is among it. */
export function systemEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, XDG_CACHE_HOME, LANG } = process.env;
  return { PATH, HOME, LANG, ...(XDG_CACHE_HOME ? { XDG_CACHE_HOME } : {}) };
}

/** The settings of the servers that all test files share, or of new ones when a file runs alone. */
export async function useSharedStack(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const shared = process.env[sharedStackVariable];
  if (shared) return { env: JSON.parse(shared) as Record<string, string>, stop: async () => {} };
  return startOwnStack();
}
