import pino, { type Logger } from 'pino';

/** Secrets that could stand in a logged object. Requests are logged by route and without headers or bodies. */
const redact = [
  'authorization',
  'headers.authorization',
  'headers["x-api-key"]',
  'headers["x-admin-token"]',
  'headers.cookie',
  '*.token',
  '*.secret',
  '*.password',
  '*.apiKey',
];

/** JSON lines to standard output, written in batches at least twice a second and before the process ends. */
export function createLogger(level: string): Logger {
  const destination = pino.destination({ dest: 1, sync: false, minLength: 16_000, periodicFlush: 500 });
  process.on('exit', () => destination.flushSync());
  return pino({ level, redact, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
