/** A line of iCalendar before it is folded: a name with its parameters, and a value as it is to stand there. */
export type ContentLine = readonly [name: string, value: string];

const longestLine = 75;

/** A calendar's lines as RFC 5545 wants them: at most 75 octets each, the rest on lines that begin with a space. */
export function writeLines(lines: readonly ContentLine[]): string {
  return lines.map(([name, value]) => `${fold(`${name}:${value}`)}\r\n`).join('');
}

/** Text as a value: no character of it ends the line or the value. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** Between two characters, of which one may be up to four octets long. */
function fold(line: string): string {
  const folded: string[] = [];
  let current = '';
  let size = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (size + octets > longestLine) {
      folded.push(current);
      [current, size] = [' ', 1];
    }
    current += character;
    size += octets;
  }
  return [...folded, current].join('\r\n');
}
