/**
 * Makes a formatter of times (milliseconds since 1970) that keeps its last answer: writing a time takes longer than
 * comparing two numbers, and a busy server writes the same one again and again.
 */
export function createIsoFormatter(): (ms: number) => string {
  let lastMs = Number.NaN;
  let lastText = '';
  return (ms) => {
    if (ms !== lastMs) {
      lastText = new Date(ms).toISOString();
      lastMs = ms;
    }
    return lastText;
  };
}
