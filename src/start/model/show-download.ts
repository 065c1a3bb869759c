import type { ShowProgress } from '../../platform/stt/models/download.ts';

const rewriteEveryMs = 200;
const lineEveryMs = 15_000;

/** How much has come: on a terminal one line that is rewritten, else a line every 15 s. */
export function showDownload(output: NodeJS.WriteStream): ShowProgress {
  const everyMs = output.isTTY ? rewriteEveryMs : lineEveryMs;
  let nextAt = performance.now() + (output.isTTY ? 0 : everyMs);
  return (received, total) => {
    const isDone = received === total;
    if (performance.now() < nextAt && !isDone) return;
    nextAt = performance.now() + everyMs;
    const text = `Downloading ... ${megabytes(received)}${total === null ? '' : ` of ${megabytes(total)}`} MB`;
    output.write(output.isTTY ? `\r\u001B[K${text}${isDone ? '\n' : ''}` : `${text}\n`);
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
