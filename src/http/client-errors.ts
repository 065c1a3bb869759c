import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { AppError, invalidField } from '../core/errors.ts';
import { toProblem } from './problems.ts';

/** Answers what cannot be read as a request at all as a problem, too; Node gives us the bare connection for it. */
export function answerClientError(error: Error & { code: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(toResponse(toAppError(error)));
  socket.destroy(error);
}

function toAppError({ code }: { code: string }): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('too-large', 'The address and headers are larger than 16 KiB.');
  return invalidField('', 'This is not a complete HTTP request.');
}

function toResponse(error: AppError): string {
  const body = JSON.stringify(toProblem(error, { url: '/', id: randomUUID() }));
  const headers = `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
  return `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${headers}\r\n\r\n${body}`;
}
