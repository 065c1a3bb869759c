/** About two lines. */
const maxLength = 200;
/** What stands before the hit, for it to be understood. */
const before = 60;

/** As much of a text as shows what was found in it. @param hit where that begins. */
export function cutSnippet(text: string, hit: number): string {
  const line = text.replace(/\s+/g, (space) => ' '.repeat(space.length));
  if (line.length <= maxLength) return tidy(line);
  const start = hit <= before ? 0 : beginOfWord(line, Math.min(hit - before, line.length - maxLength));
  const end = start + maxLength >= line.length ? line.length : endOfWord(line, start + maxLength);
  return `${start > 0 ? '…' : ''}${tidy(line.slice(start, end))}${end < line.length ? '…' : ''}`;
}

const tidy = (text: string) => text.replace(/ +/g, ' ').trim().toWellFormed().replaceAll('\u{fffd}', '');

/** The next word, unless words are not set apart. */
function beginOfWord(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space !== -1 && space - from < before / 2 ? space + 1 : from;
}

function endOfWord(text: string, to: number): number {
  const space = text.lastIndexOf(' ', to);
  return to - space < before / 2 ? space : to;
}
