/**
 * Goes on with a value at once if it is here, or when it comes. What a request costs is half spent on promises where SQLite has
 * answered already.
 */
export const whenKnown = <T, R>(value: T | Promise<T>, goOn: (value: T) => R | Promise<R>): R | Promise<R> =>
  value instanceof Promise ? value.then(goOn) : goOn(value);
