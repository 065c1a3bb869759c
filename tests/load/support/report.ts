import type { Figure } from './bench.ts';

/** Prints the figures as a Markdown table, ready for docs/benchmarks.md. */
export function printTable(figures: Figure[]): void {
  console.log(toRow(['figure', 'bare', 'Plenum', 'ratio', 'target', 'met']));
  console.log(toRow(['---', '---:', '---:', '---:', '---', '---']));
  for (const { name, bare, ours, ratio, target, isMet } of figures) {
    console.log(toRow([name, bare, ours, ratio?.toFixed(2) ?? '–', target, isMet ? 'yes' : 'NO']));
  }
}

function toRow(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
