import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Multipart } from '@fastify/multipart';
import { AppError, invalidField } from '../../../core/errors.ts';
import { fillParts } from '../../../platform/objects/fill-parts.ts';
import type { IncomingFile } from '../uploads/store-upload.ts';

export type UploadRequest = Pick<FastifyRequest, 'raw' | 'headers' | 'isMultipart' | 'parts'>;

/** For what is refused, so that the sender gets to read why; then the connection is closed. */
const discardMs = 10_000;

const limits = { fields: 20, fieldSize: 8 * 1024, files: 2, parts: 22, fileSize: Infinity };

/** Some programs send a file without a name. */
const isPartAFile = (field: string | undefined, _type: string | undefined, filename: string | undefined) =>
  field === 'recording' || filename !== undefined;

/** The files of a form, each to be read before the next is asked for. Throws a 400 for what is not a form of one file. */
export async function* readForm(request: UploadRequest): AsyncGenerator<IncomingFile> {
  // Whoever has gone while they waited would be waited for without end.
  if (request.raw.destroyed) throw cutOff();
  const parts = request.parts({ limits, isPartAFile });
  for await (const part of readable(parts)) {
    if (part.type !== 'file') continue;
    if (part.fieldname !== 'recording') throw invalidField('/recording', 'The file must be in the field `recording`.');
    yield { filename: part.filename ?? '', declaredType: part.mimetype, parts: readable(fillParts(part.file)) };
  }
}

/** Whatever is wrong with a form, or with the connection that it comes through, is its sender's fault. */
async function* readable<T extends Multipart | Buffer>(source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    throw error instanceof AppError ? error : cutOff(error);
  }
}

function cutOff(cause?: unknown): AppError {
  return new AppError('validation', 'The form is broken, or was cut off.', {
    cause,
    errors: [{ path: '', message: 'is not a complete form' }],
  });
}

/** Takes in what is left of a body that was not read to its end, but not for long. */
export function discardRest(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), discardMs);
  request.once('close', () => clearTimeout(timer));
}
