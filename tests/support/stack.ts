import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortName } from '../../src/start/local/ports.ts';
import { type LocalServers, startLocalServers } from '../../src/start/local/servers.ts';
import { StackFile } from '../../src/start/local/stack-file.ts';

/** How the runner hands its servers to the test files: a JSON object of settings. */
export const sharedStackVariable = 'PLENUM_TEST_STACK';

/** Real PostgreSQL, Redis, LiveKit and MinIO in a folder of their own, for a test that may break them. */
export async function startOwnStack(settings: NodeJS.ProcessEnv = {}): Promise<LocalServers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plenum-test-'));
  await new StackFile(dataDir, { ports: choosePortsApart(), pids: {}, env: {} }).write();
  const servers = await startLocalServers({ dataDir, env: { ...systemEnvironment(), ...settings }, report: () => {} });
  return {
    ...servers,
    async stop() {
      await servers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const portNames: PortName[] = [
  ...(['postgres', 'redis', 'livekit', 'livekitTcp', 'livekitUdp', 'minio', 'livekitRedis'] as const),
  ...(['ingressRtmp', 'ingressWhip', 'ingressUdp', 'ingressRelay'] as const),
];

/**
 * Ports below those of outgoing connections that no other stack is likely to have: stacks count up from the usual ones, and
 * where a server is stopped for a while, another stack's would listen. Those that are taken are given up for usual ones.
 */
function choosePortsApart(): Partial<Record<PortName, number>> {
  const first = 12_000 + portNames.length * randomInt(1_800);
  return Object.fromEntries(portNames.map((name, place) => [name, first + place]));
}

/** What a process needs of this one's environment; no setting of Plenum is among it. */
export function systemEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, XDG_CACHE_HOME, LANG } = process.env;
  return { PATH, HOME, LANG, ...(XDG_CACHE_HOME ? { XDG_CACHE_HOME } : {}) };
}

/** Servers of which other test files may use the same; `startIngress` is null where it runs already. */
export type SharedStack = Pick<LocalServers, 'env' | 'startIngress' | 'stop'>;

/** The settings of the servers that all test files share, or of new ones when a file runs alone. */
export async function useSharedStack(): Promise<SharedStack> {
  const shared = process.env[sharedStackVariable];
  if (!shared) return startOwnStack();
  // The runner has started the ingress with the others, and stops them all.
  return { env: JSON.parse(shared) as Record<string, string>, startIngress: null, stop: async () => {} };
}
