import { AppError, type FieldError } from '../../core/errors.ts';
import { ForbiddenTarget } from '../../platform/outgoing/address-guard.ts';
import { InvalidRtmpUrl, parseRtmpUrl } from '../../platform/rtmp/parse-rtmp-url.ts';
import type { StreamsDeps } from './deps.ts';

/** A URL that was sent, and where in the request it stood, as a JSON pointer. */
export interface GivenUrl {
  path: string;
  url: string;
}

/** Throws a 400 that names each URL which is no RTMP URL, or to whose host this server may not connect. */
export async function checkTargets({ outgoing }: Pick<StreamsDeps, 'outgoing'>, given: readonly GivenUrl[]): Promise<void> {
  const found = await Promise.all(given.map(({ path, url }) => findError(outgoing, path, url)));
  const errors = found.filter((error) => error !== null);
  if (errors[0]) throw new AppError('validation', errors[0].message, { errors });
}

async function findError(outgoing: StreamsDeps['outgoing'], path: string, text: string): Promise<FieldError | null> {
  try {
    const { host } = parseRtmpUrl(text);
    await outgoing.checkTarget(new URL(`rtmp://${host.includes(':') ? `[${host}]` : host}`));
    return null;
  } catch (error) {
    if (error instanceof InvalidRtmpUrl || error instanceof ForbiddenTarget) return { path, message: error.message };
    throw error;
  }
}
