import type { Config } from '../../config/index.ts';
import { settingOf } from './given.ts';
import type { LocalServers } from './servers.ts';
import { SERVER_NAMES } from './servers/server.ts';
import type { EarlyServerName } from './servers/server.ts';

interface SummaryFacts {
  servers: LocalServers;
  settings: Config;
  env: NodeJS.ProcessEnv;
  hasWebPage: boolean;
  /** In which something can be transcribed. */
  languages: readonly string[];
  /** How long the start took. */
  seconds: number;
}

const TITLES: Record<EarlyServerName, string> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  livekitRedis: "LiveKit's Redis",
  livekit: 'LiveKit',
  minio: 'MinIO',
};

/** What a user wants to know after the start, in a few lines. */
export function summary({ servers, settings, env, hasWebPage, languages, seconds }: SummaryFacts): string {
  const url = settings.publicUrl;
  const given = SERVER_NAMES.filter((name) => !servers.started.includes(name) && name !== 'livekitRedis');
  const rows: [label: string, text: string][] = [
    ['Web page', hasWebPage ? `${url}/` : ''],
    ['API', `${url}/v1 (reference: ${url}/docs)`],
    ['API key', keyRow(servers, env)],
    ['Speech', speechRow(languages)],
    ['Data', `${servers.dataDir} (logs in logs/)`],
    ['Started', servers.started.map((name) => onPort(name, servers)).join(', ')],
    ['Given', given.map((name) => `${TITLES[name]} by ${settingOf(name)}`).join(', ')],
  ];
  const lines = rows.filter(([, text]) => text).map(([label, text]) => `  ${label.padEnd(10)}${text}`);
  return ['', `Plenum is ready after ${seconds.toFixed(1)} s.`, '', ...lines, '', 'Ctrl-C stops it.'].join('\n');
}

function onPort(name: EarlyServerName, { ports }: LocalServers): string {
  return `${TITLES[name]} on ${ports[name]}`;
}

/** A key that the user gave is not repeated. */
function keyRow({ env }: LocalServers, given: NodeJS.ProcessEnv): string {
  const setting = ['PLENUM_API_KEY', 'API_SECRET'].find((name) => given[name]);
  return setting ? `as set in ${setting}` : (env.PLENUM_API_KEY ?? '');
}

function speechRow(languages: readonly string[]): string {
  if (languages.length > 0) return `is transcribed in ${languages.join(', ')}`;
  return 'is not transcribed: there is no model. Add one: npm run model -- add <language> <path|url>';
}
