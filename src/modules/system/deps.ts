import type { Registry } from 'prom-client';
import type { AuditStore } from '../../http/audit/store.ts';
import type { PartsProbe } from './probe-parts.ts';

/** What this server can do right now; a part that is switched off or away is false. */
export interface Capabilities {
  recording: boolean;
  streaming: boolean;
  ingress: boolean;
  transcriptionLive: boolean;
  transcriptionPost: boolean;
  payments: boolean;
  cryptoPayments: boolean;
  mail: boolean;
}

export interface TurnSettings {
  urls: string[];
  secret: string | undefined;
  username: string | undefined;
  credential: string | undefined;
}

export interface SystemDeps {
  version: string;
  probeParts: PartsProbe;
  /** Asked at each call, so that it is true now. */
  readCapabilities(): Promise<{ capabilities: Capabilities; transcriptionLanguages: string[] }>;
  turn: TurnSettings;
  metrics: Registry;
  metricsToken: string | undefined;
  audit: AuditStore;
}
