import { type Column, type SQL, sql } from 'drizzle-orm';

/** As `inArray`, for numbers, but the same statement however many there are, so that it is prepared once. */
export function isAmong(column: Column, numbers: readonly number[]): SQL {
  return sql`${column} = any(${`{${numbers.join()}}`}::bigint[])`;
}
