import { DrizzleQueryError } from 'drizzle-orm/errors';
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
  '*.streamKey',
];

/** A failed query is told by its text, whose values may be secrets, without the values. */
export function serializeError(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return pino.stdSerializers.err(error as Error);
  return { ...Object(serializeError(error.cause)), query: error.query };
}

const serializers = { err: serializeError };

/** So many lines are handed on together; fewer when half a second has passed. */
const batchSize = 256;
const flushEveryMs = 500;

/** Writes a line that is complete: JSON, without any secret, with its end of line. */
export type WriteLine = (line: string) => void;

/** JSON lines to standard output, written in batches at least twice a second and before the process ends. */
export function createLogger(level: string): { logger: Logger; writeLine: WriteLine } {
  const output = createBatches();
  setInterval(output.flush, flushEveryMs).unref();
  process.on('exit', output.flushSync);
  const logger = pino({ level, redact, serializers, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, output);
  return { logger, writeLine: output.write };
}

/** Standard output measures all that waits at every write, so it gets few large ones. */
function createBatches() {
  const destination = pino.destination({ dest: 1, sync: false });
  let lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    destination.write(lines.join(''));
    lines = [];
  };
  return {
    flush,
    flushSync() {
      flush();
      destination.flushSync();
    },
    write(line: string) {
      lines.push(line);
      if (lines.length >= batchSize) flush();
    },
  };
}
