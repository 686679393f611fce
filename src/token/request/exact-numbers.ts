import { mostInteger } from './parse-key-id.ts';

/**
 * Parses JSON so that whole numbers beyond 2^53 stay what they are: as bigint.
 *
 * @throws {SyntaxError} When it is no JSON.
 */
export function parseExactly(json: string): unknown {
  return JSON.parse(json, (_key, value: unknown, { source }: { source?: string } = {}) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '') ? BigInt(source!) : value,
  );
}

/**
 * Reads when an account's password was last set (sync15.md §17.1 point 3).
 *
 * @param value - From {@link parseExactly}.
 * @returns Null when nothing is said; undefined when it is no number that a column can hold.
 */
export function generationOf(value: unknown): bigint | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return undefined;
  const generation = BigInt(value as number | bigint);
  return generation >= 0n && generation <= mostInteger ? generation : undefined;
}
