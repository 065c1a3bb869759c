/** Begins what a spreadsheet takes for a formula. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Writes a table as RFC 4180 says. A text that a spreadsheet would run is led by an apostrophe. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
