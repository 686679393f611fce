/** What was wrong with the request, for people. */
export const foreignText = 'An identifier has characters that no identifier can have';

/**
 * True when a statement failed because text that is not ASCII was compared with an identifier, which is ASCII: MariaDB's
 * ER_CANT_AGGREGATE_2COLLATIONS. Whoever sent it has made a mistake; SQLite just finds nothing.
 */
export const isForeignText = (thrown: unknown): boolean => (thrown as { errno?: unknown } | null)?.errno === 1267;
