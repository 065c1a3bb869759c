import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * That a value is one of those that a query with a limit finds. PostgreSQL may ask the query of an `in` anew for each row,
 * which with `skip locked` finds others each time; an array is made once.
 */
export function isOneOf(value: SQLWrapper, query: SQLWrapper): SQL {
  return sql`${value} = any(array(${query}))`;
}
