import type { FastifyRequest } from 'fastify';
import type { RecordingsDeps } from '../deps.ts';
import { readRecordingLink } from '../recording-links.ts';

/** For `Access.linkOf`: the recording whose signed link a request shows, be it in its query or its path. */
export function createLinkReader({ linkKey }: Pick<RecordingsDeps, 'linkKey'>) {
  return ({ query, params }: FastifyRequest): string | null => {
    const { signature } = { ...Object(query), ...Object(params) } as { signature?: unknown };
    return typeof signature === 'string' ? (readRecordingLink(linkKey, signature)?.recordingId ?? null) : null;
  };
}
