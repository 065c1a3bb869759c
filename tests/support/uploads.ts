import { readFileSync } from 'node:fs';
import type { TestServer } from './server.ts';

type Server = Pick<TestServer, 'url' | 'apiKey'>;

const boundary = 'a-film-that-never-ends';
const filler = Buffer.alloc(256 * 1024, 7);

/** The beginning of every MP4 file: enough for it to be taken for one. */
export const mp4Head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1');

/** A form of one file of this size that begins as an MP4 does; made while it is sent, so its length is told nowhere. */
async function* formOfSize(bytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="recording"; filename="long.mp4"\r\n`);
  yield Buffer.from('Content-Type: video/mp4\r\n\r\n');
  yield mp4Head;
  for (let left = bytes - mp4Head.length; left > 0; left -= filler.length) yield filler.subarray(0, Math.min(left, filler.length));
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** Uploads a file of this size to a meeting. Neither this process nor the request's headers hold all of it. */
export function uploadOfSize(
  server: Server,
  meetingId: string,
  bytes: number,
  { signal, headers }: { signal?: AbortSignal; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${server.url}/v1/meetings/${encodeURIComponent(meetingId)}/recordings`, {
    method: 'POST',
    headers: { 'x-api-key': server.apiKey, 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
    body: ReadableStream.from(formOfSize(bytes)),
    duplex: 'half',
    signal: signal ?? null,
  } as RequestInit);
}

/** Uploads a file from memory, under any name and type. */
export function uploadFile(
  server: Server,
  meetingId: string,
  { data, filename = 'talk.mp4', type = 'video/mp4', field = 'recording' }: UploadedFile,
  headers: Record<string, string> = { 'x-api-key': server.apiKey },
): Promise<Response> {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(data)], { type }), filename);
  const url = `${server.url}/v1/meetings/${encodeURIComponent(meetingId)}/recordings`;
  return fetch(url, { method: 'POST', headers, body: form });
}

interface UploadedFile {
  data: Buffer;
  filename?: string;
  type?: string;
  field?: string;
}

/** Bytes of memory that a process takes now, and the most that it ever took. */
export function readMemory(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return { now: read('VmRSS'), peak: read('VmHWM') };
}
