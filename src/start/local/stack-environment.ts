import type { ServerPorts } from './ports.ts';
import type { PreparedServer, ServerName } from './servers/server.ts';
import type { Secrets } from './secrets.ts';

interface StackParts {
  env: NodeJS.ProcessEnv;
  secrets: Secrets;
  given: Map<ServerName, Record<string, string>>;
  prepared: PreparedServer[];
  ports: ServerPorts;
}

/** The complete environment of a process of this stack, from what was given and what was started. */
export function stackEnvironment({ env, secrets, given, prepared, ports }: StackParts): Record<string, string> {
  const found: Record<string, string> = {
    PUBLIC_URL: env.PUBLIC_URL || env.APP_URL || `http://localhost:${env.PORT || 3000}`,
    PLENUM_API_KEY: secrets.apiKey,
    PLENUM_SECRET: secrets.secret,
    MINIO_BUCKET: env.MINIO_BUCKET || 'plenum',
  };
  for (const settings of given.values()) Object.assign(found, settings);
  for (const server of prepared) Object.assign(found, server.environment(ports));
  found.LIVEKIT_PUBLIC_URL = env.LIVEKIT_PUBLIC_URL || (found.LIVEKIT_URL ?? '').replace(/^http/, 'ws');
  return found;
}
