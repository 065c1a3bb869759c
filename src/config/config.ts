import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseRateLimit, type RateLimit } from '../core/rate-limit.ts';
import { parsePort, parseUrl, SettingsReader } from './settings-reader.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** All that a process needs to know from outside. Secrets among it never reach a log. */
export type Config = Readonly<ReturnType<typeof readSettings>>;

/** Thrown with one line for each setting that is missing or wrong. */
export class ConfigError extends Error {
  constructor(errors: string[]) {
    super(errors.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Checks the environment once and freezes what it says. Throws a ConfigError that names every mistake. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const reader = new SettingsReader(env);
  const config = readSettings(reader);
  if (reader.errors.length > 0) throw new ConfigError(reader.errors);
  return Object.freeze(config);
}

function readSettings(reader: SettingsReader) {
  const port = reader.parsed(['PORT'], 3000, parsePort, 'a port number from 1 to 65535');
  return {
    port,
    host: reader.optional('HOST') ?? '0.0.0.0',
    publicUrl: readUrl(reader, ['PUBLIC_URL', 'APP_URL'], ['http:', 'https:'], `http://localhost:${port}`),
    bootstrapKey: readBootstrapKey(reader),
    secret: readSecret(reader),
    databaseUrl: readUrl(reader, ['DATABASE_URL', 'DATABASE_PUBLIC_URL'], ['postgres:', 'postgresql:']),
    redisUrl: readUrl(reader, ['REDIS_URL'], ['redis:', 'rediss:']),
    livekit: readLivekit(reader),
    storage: readStorage(reader),
    turn: readTurn(reader),
    trustProxy: readTrustProxy(reader),
    allowedOrigins: reader.list('ALLOWED_ORIGINS'),
    metricsToken: reader.optional('METRICS_TOKEN'),
    webhooks: {
      allowPrivate: reader.optional('WEBHOOK_ALLOW_PRIVATE') === 'true',
      requireHttps: reader.optional('NODE_ENV') === 'production',
    },
    recorder: readRecorder(reader),
    logLevel: readLogLevel(reader),
    limits: readLimits(reader),
  };
}

function readUrl(reader: SettingsReader, names: string[], protocols: string[], fallback?: string): string {
  if (fallback === undefined && reader.optional(...names) === undefined) return reader.required(...names);
  const expected = `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return reader.parsed(names, fallback ?? '', (value) => parseUrl(value, protocols), expected);
}

function readBootstrapKey(reader: SettingsReader): string | undefined {
  return reader.parsed<string | undefined>(
    ['PLENUM_API_KEY', 'API_SECRET'],
    undefined,
    (value) => (/^mk_[\x21-\x7e]{32,200}$/.test(value) ? value : undefined),
    '`mk_` and at least 32 further characters',
  );
}

function readSecret(reader: SettingsReader): string {
  const secret = reader.required('PLENUM_SECRET');
  if (secret && secret.length < 32) reader.errors.push('PLENUM_SECRET must have at least 32 characters.');
  return secret;
}

function readLivekit(reader: SettingsReader) {
  const url = readUrl(reader, ['LIVEKIT_URL'], ['ws:', 'wss:', 'http:', 'https:']);
  const socketUrl = url.replace(/^http/, 'ws');
  return {
    url,
    publicUrl: readUrl(reader, ['LIVEKIT_PUBLIC_URL'], ['ws:', 'wss:'], socketUrl),
    apiKey: reader.required('LIVEKIT_API_KEY'),
    apiSecret: reader.required('LIVEKIT_API_SECRET'),
  };
}

function readStorage(reader: SettingsReader) {
  return {
    endpoint: readUrl(reader, ['MINIO_ENDPOINT'], ['http:', 'https:']),
    accessKey: reader.required('MINIO_ACCESS_KEY'),
    secretKey: reader.required('MINIO_SECRET_KEY'),
    bucket: reader.optional('MINIO_BUCKET') ?? 'plenum',
  };
}

function readTurn(reader: SettingsReader) {
  return {
    urls: reader.list('TURN_URLS'),
    secret: reader.optional('TURN_SECRET'),
    username: reader.optional('TURN_USERNAME'),
    credential: reader.optional('TURN_CREDENTIAL'),
  };
}

const parseCapacity = (value: string) => (/^[1-9]\d?$/.test(value) ? Number(value) : undefined);

function readRecorder(reader: SettingsReader) {
  return {
    chromium: reader.optional('CHROMIUM_PATH'),
    path: reader.optional('PATH') ?? '',
    /** How many rooms one process draws at a time: each takes about 0.6 of a core. */
    capacity: reader.parsed(['RECORDER_CAPACITY'], availableParallelism(), parseCapacity, 'a number from 1 to 99'),
    /** What is captured stands here until it is safe in storage. */
    folder: join(reader.optional('PLENUM_DATA_DIR') ?? '.plenum', 'recorder'),
  };
}

/** `true`, a number of proxies, or a list of addresses and networks, as Fastify takes them. */
function readTrustProxy(reader: SettingsReader): boolean | number | string[] {
  const value = reader.optional('TRUST_PROXY');
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  return /^\d+$/.test(value) ? Number(value) : reader.list('TRUST_PROXY');
}

function readLogLevel(reader: SettingsReader): LogLevel {
  const parse = (value: string) => logLevels.find((level) => level === value);
  return reader.parsed(['LOG_LEVEL'], 'info', parse, `one of ${logLevels.join(', ')}`);
}

function readLimits(reader: SettingsReader) {
  const read = (name: string, fallback: RateLimit) =>
    reader.parsed<RateLimit | null>([name], fallback, parseRateLimit, '`<count>/<n><s|m|h>`, such as 100/1m, or `off`');
  const minute = 60_000;
  return {
    key: read('RATE_LIMIT_KEY', { count: 1200, windowMs: minute }),
    participant: read('RATE_LIMIT_PARTICIPANT', { count: 300, windowMs: minute }),
    ip: read('RATE_LIMIT_IP', { count: 100, windowMs: minute }),
  };
}
