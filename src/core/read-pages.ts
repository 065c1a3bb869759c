const pageSize = 500;

/**
 * Reads a list of any length one page at a time, so that no more than a page of it is in memory.
 * @param find at most `limit` rows that come after the row `after`, or the first ones.
 */
export async function* readPages<Row>(find: (after: Row | null, limit: number) => Promise<Row[]>): AsyncGenerator<Row> {
  let after: Row | null = null;
  for (;;) {
    const rows: Row[] = await find(after, pageSize);
    yield* rows;
    after = rows.at(-1) ?? null;
    if (rows.length < pageSize) return;
  }
}
