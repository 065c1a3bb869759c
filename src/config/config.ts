import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Mailbox, parseMailbox } from '../core/mailbox.ts';
import { parseRateLimit, type RateLimit } from '../core/rate-limit.ts';
import { readBilling } from './read-billing.ts';
import { readMeetings } from './read-meetings.ts';
import { readTranscription } from './read-transcription.ts';
import { readTrustProxy } from './read-trust-proxy.ts';
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

/** Where models of Vosk are, for what needs no other setting. */
export function readModelsFolder(env: NodeJS.ProcessEnv): string {
  return readTranscription(new SettingsReader(env)).modelsFolder;
}

function readSettings(reader: SettingsReader) {
  const port = reader.parsed(['PORT'], 3000, parsePort, 'a port number from 1 to 65535');
  const publicUrl = readUrl(reader, ['PUBLIC_URL', 'APP_URL'], ['http:', 'https:'], `http://localhost:${port}`);
  return {
    port,
    host: reader.optional('HOST') ?? '0.0.0.0',
    publicUrl,
    bootstrapKey: readBootstrapKey(reader),
    secret: readSecret(reader),
    databaseUrl: readUrl(reader, ['DATABASE_URL', 'DATABASE_PUBLIC_URL'], ['postgres:', 'postgresql:']),
    redisUrl: readUrl(reader, ['REDIS_URL'], ['redis:', 'rediss:']),
    livekit: readLivekit(reader),
    ingressUrl: readOptionalUrl(reader, 'INGRESS_URL', ['http:', 'https:']),
    storage: readStorage(reader),
    turn: readTurn(reader),
    trustProxy: readTrustProxy(reader),
    allowedOrigins: reader.list('ALLOWED_ORIGINS'),
    metricsToken: reader.optional('METRICS_TOKEN'),
    webhooks: {
      allowPrivate: reader.optional('WEBHOOK_ALLOW_PRIVATE') === 'true',
      requireHttps: reader.optional('NODE_ENV') === 'production',
    },
    recording: readRecording(reader),
    streams: {
      allowPrivate: reader.optional('STREAM_ALLOW_PRIVATE') === 'true',
      /** For how long a target is tried without success. */
      retryMs: reader.parsed(['STREAM_RETRY_SECONDS'], 300, parseSeconds, 'a number of seconds from 1 to 86400') * 1_000,
    },
    recorder: readRecorder(reader),
    transcription: readTranscription(reader),
    /** How long is kept what is only remembered; null: for good. */
    retentionDays: reader.parsed<number | null>(['RETENTION_DAYS'], null, parseDays, 'a number of days from 1 to 36500'),
    /** Null: recordings are kept. */
    recordingRetentionDays: reader.parsed<number | null>(['RECORDING_RETENTION_DAYS'], null, parseDays, 'a number of days from 1 to 36500'),
    mail: readMail(reader, publicUrl),
    billing: readBilling(reader),
    meetings: readMeetings(reader),
    logLevel: readLogLevel(reader),
    limits: readLimits(reader),
    registration: readRegistration(reader),
    admin: readAdmin(reader),
  };
}

function readUrl(reader: SettingsReader, names: string[], protocols: string[], fallback?: string): string {
  if (fallback === undefined && reader.optional(...names) === undefined) return reader.required(...names);
  const expected = `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return reader.parsed(names, fallback ?? '', (value) => parseUrl(value, protocols), expected);
}

function readOptionalUrl(reader: SettingsReader, name: string, protocols: string[]): string | undefined {
  return reader.optional(name) === undefined ? undefined : readUrl(reader, [name], protocols);
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

const engines = ['auto', 'egress', 'browser'] as const;

function readRecording(reader: SettingsReader) {
  const parse = (value: string) => engines.find((engine) => engine === value);
  return {
    engine: reader.parsed<(typeof engines)[number]>(['RECORDING_ENGINE'], 'auto', parse, `one of ${engines.join(', ')}`),
    /** Where LiveKit's egress finds the page that it films, when not at the public URL. */
    templateUrl: readOptionalUrl(reader, 'EGRESS_TEMPLATE_URL', ['http:', 'https:']),
  };
}
const parseSeconds = (value: string) => (/^[1-9]\d{0,4}$/.test(value) && Number(value) <= 86_400 ? Number(value) : undefined);

const parseCapacity = (value: string) => (/^[1-9]\d?$/.test(value) ? Number(value) : undefined);

function parseDays(value: string): number | undefined {
  const days = Number(value);
  return /^\d{1,5}$/.test(value) && days >= 1 && days <= 36_500 ? days : undefined;
}

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

/** How mail leaves; without either server it is logged. */
function readMail(reader: SettingsReader, publicUrl: string) {
  const smtpUrl = readOptionalUrl(reader, 'SMTP_URL', ['smtp:', 'smtps:']);
  const resendKey = reader.optional('RESEND_API_KEY');
  if (smtpUrl !== undefined && resendKey !== undefined) reader.errors.push('SMTP_URL and RESEND_API_KEY exclude one another.');
  const ours: Mailbox = { name: 'Plenum', address: `no-reply@${new URL(publicUrl).hostname}` };
  return {
    smtpUrl,
    resendKey,
    from: reader.parsed(['MAIL_FROM'], ours, parseMailbox, '`address` or `Name <address>`'),
    /** Links that set a password must not stand in the log of a server that others use. */
    isLogged: reader.optional('NODE_ENV') !== 'production',
  };
}

function readLogLevel(reader: SettingsReader): LogLevel {
  const parse = (value: string) => logLevels.find((level) => level === value);
  return reader.parsed(['LOG_LEVEL'], 'info', parse, `one of ${logLevels.join(', ')}`);
}

const registrations = ['open', 'invite', 'off'] as const;
/** Whether anyone may make an account, those whom a company invites, or nobody. */
export type Registration = (typeof registrations)[number];

function readRegistration(reader: SettingsReader): Registration {
  const parse = (value: string) => registrations.find((kind) => kind === value);
  return reader.parsed(['REGISTRATION'], 'open', parse, `one of ${registrations.join(', ')}`);
}

/** The first administrator, who is made at the start. */
function readAdmin(reader: SettingsReader): { email: string; password: string } | undefined {
  const email = reader.parsed<string | undefined>(
    ['ADMIN_EMAIL'],
    undefined,
    (value) => (/^[^\s@]+@[^\s@]+$/.test(value) && value.length <= 254 ? value : undefined),
    'an e-mail address',
  );
  const password = reader.parsed<string | undefined>(
    ['ADMIN_PASSWORD'],
    undefined,
    (value) => (value.length >= 8 && value.length <= 256 ? value : undefined),
    'a password of 8 to 256 characters',
  );
  if (email !== undefined && password !== undefined) return { email, password };
  const isHalf = (reader.optional('ADMIN_EMAIL') ?? reader.optional('ADMIN_PASSWORD')) !== undefined;
  if (isHalf && reader.errors.length === 0) reader.errors.push('ADMIN_EMAIL and ADMIN_PASSWORD must be set together.');
  return undefined;
}

function readLimits(reader: SettingsReader) {
  const read = (name: string, fallback: RateLimit) =>
    reader.parsed<RateLimit | null>([name], fallback, parseRateLimit, '`<count>/<n><s|m|h>`, such as 100/1m, or `off`');
  const minute = 60_000;
  return {
    key: read('RATE_LIMIT_KEY', { count: 1200, windowMs: minute }),
    participant: read('RATE_LIMIT_PARTICIPANT', { count: 300, windowMs: minute }),
    ip: read('RATE_LIMIT_IP', { count: 100, windowMs: minute }),
    login: read('RATE_LIMIT_LOGIN', { count: 10, windowMs: 15 * minute }),
    reset: read('RATE_LIMIT_RESET', { count: 3, windowMs: 15 * minute }),
    guest: read('RATE_LIMIT_GUEST', { count: 5, windowMs: 60 * minute }),
    handRaise: read('RATE_LIMIT_HAND_RAISE', { count: 10, windowMs: minute }),
  };
}
