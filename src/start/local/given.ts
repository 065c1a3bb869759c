import { StartError } from './start-error.ts';
import type { ServerName } from './servers/server.ts';

interface GivenServer {
  name: ServerName;
  /** The settings that give the server, the usual one first. */
  settings: [string, ...string[]];
  /** What must be given with it. */
  needs: string[];
}

const GIVEN_BY: GivenServer[] = [
  { name: 'postgres', settings: ['DATABASE_URL', 'DATABASE_PUBLIC_URL'], needs: [] },
  { name: 'redis', settings: ['REDIS_URL'], needs: [] },
  { name: 'livekit', settings: ['LIVEKIT_URL'], needs: ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] },
  { name: 'minio', settings: ['MINIO_ENDPOINT'], needs: ['MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY'] },
];

/**
 * The servers that the environment gives, with the settings that say where each is. Those are not started, nor is what only
 * serves LiveKit when that is given.
 */
export function givenServers(env: NodeJS.ProcessEnv): Map<ServerName, Record<string, string>> {
  const given = new Map<ServerName, Record<string, string>>();
  for (const { name, settings, needs } of GIVEN_BY) {
    const value = settings.map((setting) => env[setting]).find((candidate) => candidate);
    if (!value) continue;
    const missing = needs.filter((setting) => !env[setting]);
    if (missing.length > 0) throw new StartError(`${settings[0]} is set: set ${missing.join(' and ')} too.`);
    given.set(name, { [settings[0]]: value, ...pick(env, needs) });
  }
  if (given.has('livekit')) given.set('livekitRedis', {});
  return given;
}

/** The setting by which each server is given. */
export function settingOf(name: ServerName): string {
  return GIVEN_BY.find((server) => server.name === name)?.settings[0] ?? name;
}

function pick(env: NodeJS.ProcessEnv, names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']));
}
