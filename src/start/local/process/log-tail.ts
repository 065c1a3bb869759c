import { open, stat } from 'node:fs/promises';

import { lastLines } from '../tools/run-tool.ts';

const LONGEST_TAIL_BYTES = 64 * 1024;

/** Remembers where a log file ends now; `lastLines` tells the last lines that were added since. */
export async function followLog(path: string): Promise<{ lastLines(): Promise<string> }> {
  const start = await sizeOf(path);
  return { lastLines: async () => lastLines(await readSince(path, start)) };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function readSince(path: string, start: number): Promise<string> {
  const file = await open(path).catch(() => null);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const position = Math.max(start <= size ? start : 0, size - LONGEST_TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - position), 0, size - position, position);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
