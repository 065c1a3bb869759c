import { open, stat } from 'node:fs/promises';

const LONGEST_TAIL_BYTES = 64 * 1024;
const LINES = 3;

/** Remembers where a log file ends now; `lastLines` tells on one line what was added last since. */
export async function followLog(path: string): Promise<{ lastLines(): Promise<string> }> {
  const start = await sizeOf(path);
  return {
    async lastLines() {
      const lines = (await readSince(path, start)).trim().split('\n').map(plainText);
      return [...new Set(lines)].slice(-LINES).join(' / ');
    },
  };
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

/** A JSON line's message and error; another line as it is. */
function plainText(line: string): string {
  try {
    const { msg, err, error } = JSON.parse(line) as { msg?: string; err?: { message?: string }; error?: string };
    return [msg, err?.message ?? error].filter(Boolean).join(': ') || line;
  } catch {
    return line;
  }
}
