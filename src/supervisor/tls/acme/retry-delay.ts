import type { AcmeRefusal } from './acme-failure.ts';

const minute = 60_000;

/**
 * How long to wait after a failed order: 5, 10, 20 … minutes up to six hours, which stays below Let's Encrypt's five failed
 * validations an hour; longer when the authority asks for it.
 *
 * @param failures - Failures in a row, this one included.
 * @param random - A number from 0 to 1 that spreads appliances which failed together.
 * @returns Milliseconds.
 */
export function retryDelay(failures: number, refusal: AcmeRefusal, random = Math.random()): number {
  const own = Math.min(5 * minute * 2 ** (failures - 1), 360 * minute) * (1 + random / 10);
  const asked = refusal.retryAfter ?? (refusal.type === 'rateLimited' ? 60 * minute : 0);
  return Math.round(Math.max(own, asked));
}
