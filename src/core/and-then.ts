/**
 * Goes on with a value at once when it is there, and later when it is promised. For the most frequent calls, in which
 * waiting for what is there already would cost more than the work itself.
 */
export function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
