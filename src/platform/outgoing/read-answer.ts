import type { IncomingMessage } from 'node:http';

/** Bytes of an answer that are kept. */
const keptBytes = 2 * 1024;
/** Bytes after which an answer is not worth reading to its end for the sake of its connection. */
const readBytes = 64 * 1024;

export interface OutgoingAnswer {
  status: number;
  /** The first 2 KiB. */
  body: string;
}

/** The status and the beginning of the body. An answer that is cut off, late or too long still has its status. */
export async function readAnswer(response: IncomingMessage): Promise<OutgoingAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      if (length < keptBytes) chunks.push(chunk.subarray(0, keptBytes - length));
      length += chunk.length;
      // Leaving the loop ends the connection.
      if (length > readBytes) break;
    }
  } catch {
    // What was read until then is the answer.
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}
