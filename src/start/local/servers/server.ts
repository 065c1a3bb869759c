import type { Command } from '../process/spawn.ts';
import type { StopStep } from '../process/supervise.ts';
import type { PortName, ServerPorts } from '../ports.ts';
import type { Progress } from '../progress.ts';
import type { Secrets } from '../secrets.ts';

/** Those that run before the API is started. */
export const SERVER_NAMES = ['postgres', 'redis', 'livekitRedis', 'livekit', 'minio'] as const;

export type EarlyServerName = (typeof SERVER_NAMES)[number];

/** Those, and the ingress, which comes when it can. */
export type ServerName = EarlyServerName | 'ingress';

/** What a server's preparation gets. */
export interface ServerContext {
  /** The data folder, absolute. */
  dataDir: string;
  env: NodeJS.ProcessEnv;
  secrets: Secrets;
  progress: Progress;
}

/** A server that can be started: its program is there and its folder is made. */
export interface PreparedServer {
  name: ServerName;
  /** As people know it, for messages. */
  title: string;
  portNames: PortName[];
  /** Writes what depends on the ports and says how to run the server on them. */
  command(ports: ServerPorts): Promise<Command>;
  /** What has to be done before each launch, also when it died and is started again. */
  beforeLaunch?(ports: ServerPorts): Promise<void>;
  isReady(ports: ServerPorts): Promise<boolean>;
  stopSteps: StopStep[];
  /** The settings by which the API finds it. */
  environment(ports: ServerPorts): Record<string, string>;
}
