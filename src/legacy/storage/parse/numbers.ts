import { LegacyError } from '../../../http/errors/legacy-error.ts';
import type { Stamp } from '../../../http/stamp.ts';

const largest = Number.MAX_SAFE_INTEGER;

/**
 * Reads seconds with any number of decimals, also negative ones, as hundredths.
 *
 * @param round - Which way what lies between two hundredths goes.
 * @throws {LegacyError} 400 when it is no number.
 */
export function parseSeconds(text: string, what: string, round: 'down' | 'up'): Stamp {
  const match = /^\s*(-?)(\d{1,15})(?:\.(\d{0,30}))?\s*$/.exec(text);
  const value = match ? exact(match, round) : numberOf(text) * 100;
  if (Number.isNaN(value)) throw LegacyError.malformed(`${what} is no number`);
  const whole = round === 'down' ? Math.floor(value) : Math.ceil(value);
  return Math.max(-largest, Math.min(largest, whole));
}

// In decimal digits: the product of seconds and 100 is seldom exact.
function exact([, sign, seconds, decimals = '']: RegExpExecArray, round: 'down' | 'up'): number {
  const hundredths = Number(seconds) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
  const isBetween = /[1-9]/.test(decimals.slice(2));
  if (sign === '-') return -(hundredths + (isBetween && round === 'down' ? 1 : 0));
  return hundredths + (isBetween && round === 'up' ? 1 : 0);
}

/**
 * Reads a whole number, also a negative one.
 *
 * @throws {LegacyError} 400 when it is none.
 */
export function parseWhole(text: string, what: string): number {
  if (!/^\s*[+-]?\d{1,30}\s*$/.test(text)) throw LegacyError.malformed(`${what} is no whole number`);
  return Math.max(-largest, Math.min(largest, Number(text)));
}

const numberOf = (text: string) =>
  /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
